"""The plan on paper: the annual table (年度抽查计划, 任务分配表) read into a plan, and printed back."""
