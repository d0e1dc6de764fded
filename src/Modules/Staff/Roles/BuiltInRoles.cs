namespace Guanxi.Staff.Roles;

/// <summary>The roles that every firm starts with. They follow the program: a right that a new version adds is theirs at its first start. Who wants other rights makes a role of their own.</summary>
internal static class BuiltInRoles
{
    /// <summary>From what all modules name, e.g. <c>customers.read</c>; a star stands for any word.</summary>
    private sealed record Plan(string Name, Scope Scope, string[] Has, string[] HasNot);

    private static readonly Plan[] Plans =
    [
        new("owner", Scope.All, ["*"], []),
        new("manager", Scope.ShopTree, ["*.*"], [StaffRights.Edit, KernelRights.Settings, "host.backups", "appraisal.sign", "appraisal.plan"]),
        new("sales", Scope.Own, ["*.read", "customers.edit", "contact.edit", "sales.edit", "retention.edit", "surveys.invite"], ["staff.read", "audit.read", "appraisal.read"]),
        // Whoever calls may be anybody's customer: service sees all, but neither what they are worth nor how to write orders.
        new("service", Scope.All, ["customers.read", "customers.edit", "personal.read", "contact.read", "contact.edit", "service.read", "service.edit", "sales.read", "surveys.read", "surveys.invite"], []),
        // A clerk at a till enters phone numbers but has no need to read them off a list.
        new("clerk", Scope.Team, ["customers.read", "customers.edit", "contact.read", "contact.edit", "sales.read", "sales.edit", "service.read"], []),
    ];

    public static IEnumerable<(string Name, Scope Scope, IReadOnlyList<string> Rights)> Of(IEnumerable<Module> modules)
    {
        var all = Roles.Rights.Of(modules);
        return Plans.Select(p => (p.Name, p.Scope, (IReadOnlyList<string>)(p.Has is ["*"] ? ["*"]
            : [.. all.Where(r => p.Has.Any(pattern => Fits(pattern, r)) && !p.HasNot.Contains(r))])));
    }

    private static bool Fits(string pattern, string right) => pattern.Split('.') is [var subject, var act] && right.Split('.') is [var rightSubject, .., var rightAct]
        && (subject is "*" || subject == rightSubject) && (act is "*" || act == rightAct);
}
