"""Its being here lets the tests of single rules, in the folders below, import what lies beside it."""
