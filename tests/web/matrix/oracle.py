"""Who may see what, written down a second time and independently of the code that decides it."""

from amity.web.base.registry import Rule

CARE, READ, CONTACT = "care", "read", "contact"

# principal -> relation of the client -> purposes for which the record opens
OPENS: dict[str, dict[str, set[str]]] = {
    "clinician": {"own": {CARE, READ, CONTACT}},
    "colleague": {"other": {CARE, READ, CONTACT}, "formerly": {CARE, READ, CONTACT}},
    "stranger": {"elsewhere": {CARE, READ, CONTACT}},
    "supervisor": {"own": {READ}},
    "coordinator": {"own": {CONTACT}, "other": {CONTACT}, "formerly": {CONTACT}},
    "coordinator_elsewhere": {"elsewhere": {CONTACT}},
}
ROLE = {
    "clinician": "clinician", "colleague": "clinician", "stranger": "clinician", "former": "clinician",
    "supervisor": "supervisor", "supervisor_without": "supervisor", "supervisor_after": "supervisor",
    "supervisor_revoked": "supervisor", "coordinator": "coordinator", "coordinator_elsewhere": "coordinator",
    "service_lead": "service_lead", "researcher": "researcher", "site_admin": "site_admin",
}  # fmt: skip
OWN_PAGES = {"client": "own", "other_client": "other"}  # clients who joined, and whose record is theirs
AUTHOR = {"own": "clinician", "other": "colleague", "elsewhere": "stranger", "formerly": "colleague"}
SIGNED_OUT = (*OWN_PAGES, "ex_client", "invited", "nobody", "half_way", "leaver", "link_holder")


def may_pass(principal: str, relation: str, rule: Rule) -> str:
    """ "yes", "signed_out" (sent to sign in), "wrong_role" (403) or "not_there" (404)."""
    if rule.signed_in:
        if principal not in OWN_PAGES:
            return "signed_out"
        return "yes" if relation in ("", OWN_PAGES[principal]) else "not_there"
    if rule.realm != "staff":
        return "yes"
    if principal in SIGNED_OUT:
        return "signed_out"
    if ROLE[principal] not in rule.roles:
        return "wrong_role"
    if rule.reach and rule.reach not in OPENS.get(principal, {}).get(relation, set()):
        return "not_there"
    return "yes"


def may_see(principal: str, relation: str) -> set[str]:
    """Which kinds of words of this client may stand on any page: those of `Person.kinds`."""
    opens = OPENS.get(principal, {}).get(relation, set())
    own = {"apart"} if AUTHOR[relation] == principal else set()
    own |= {"own", "theirs"} if OWN_PAGES.get(principal) == relation else set()
    return own | ({"identity"} if opens else set()) | ({"narrative", "own"} if READ in opens else set())
