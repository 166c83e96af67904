"""What each column of the roster's files is for, and what its example row holds: shown in the templates."""

from inventories.columns import Explanation
from inventories.explanations import EXAMPLE, FIRST_DAY, LAST_DAY, NUMBER
from inventories.problems import N_

_INSPECTOR = Explanation(N_("The inspector's identifier, as in the roster, or the number of the certificate."), EXAMPLE)

INSPECTORS = {
    "id": Explanation(
        N_("The staff number. Without this column the number of the certificate serves; never an identity card."),
        EXAMPLE,
    ),
    "name": Explanation(N_("The inspector's name."), ("李某", "B. Example")),
    "department": Explanation(N_("The department, as the plan names it."), ("监督一科", "Section 1")),
    "qualifications": Explanation(
        N_("What the inspector may inspect, parted by commas, as the plan names it."),
        ("医疗卫生，公共场所", "medical, public places"),
    ),
    "lead": Explanation(N_("Whether the inspector may lead a team. Blank: no."), ("是", "yes")),
    "areas": Explanation(
        N_("The districts the inspector belongs to, parted by commas, as the inventory names them."),
        ("城东街道", "East Side"),
    ),
    "active": Explanation(N_("Inactive inspectors are never drawn. Blank: active."), ("有效", "active")),
    "certificate": Explanation(
        N_("The number of the law-enforcement certificate."), ("（示例）33000000000", "(example) 33000000000")
    ),
    "certificate_until": Explanation(N_("The certificate's last valid day. Blank: taken as valid."), "2028-12-31"),
    "limit": Explanation(N_("The most visits in one draw. Blank: as the plan says."), "20"),
    "period_limits": Explanation(N_("The most visits in single periods of the plan."), "2026-Q1=3，2026-Q2=2"),
}

LEAVE = {
    "id": NUMBER,
    "inspector": _INSPECTOR,
    "begins": Explanation(N_("The first day of leave."), "2026-07-01"),
    "ends": Explanation(N_("The last day of leave."), "2026-07-15"),
    "ground": Explanation(N_("Why."), ("培训", "training")),
}

CONFLICTS = {
    "id": NUMBER,
    "inspector": _INSPECTOR,
    "subject": Explanation(
        N_("What the next column names: a target, a legal person, or a person in charge."), ("负责人", "owner")
    ),
    "value": Explanation(
        N_("The target's identifier, the legal person's credit code, or the name of the person in charge."),
        ("张某", "A. Example"),
    ),
    "kind": Explanation(N_("What the conflict of interest is."), ("近亲属", "kin")),
    "begins": FIRST_DAY,
    "ends": LAST_DAY,
}
