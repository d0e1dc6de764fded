namespace Guanxi.Customers;

/// <summary>Something that is missing among the people known at an organisation, or stands against us.</summary>
/// <param name="Code">Its text is <c>customers.people.warning.no_decision_maker</c>.</param>
/// <param name="Name">Whom it is about; null where it is about nobody.</param>
public sealed record PeopleWarning(string Code, string? Name = null)
{
    internal string Key => $"customers.people.warning.{Code}";
}

internal static class PeopleWarnings
{
    /// <summary>What to say of the people at one organisation, at least one of whom is there.</summary>
    public static IEnumerable<PeopleWarning> Of(IReadOnlyCollection<ContactPerson> people)
    {
        var there = people.Where(p => p.IsThere).ToList();
        var deciding = there.Where(p => p.Role == BuyingRole.DecisionMaker).ToList();
        if (deciding.Count == 0) yield return new("no_decision_maker");
        foreach (var person in deciding)
        {
            if (person.Attitude == Attitude.Opponent) yield return new("decision_maker_against", person.Name);
            if (person.Attitude == Attitude.Unknown) yield return new("decision_maker_unknown", person.Name);
        }
        if (deciding.Count > 0 && there.All(p => p.Attitude != Attitude.Supporter)) yield return new("no_supporter");
        // Everything hangs on one person, who may leave tomorrow.
        if (there.Count == 1) yield return new("only_one", there[0].Name);
        if (there.All(p => p.Phones is null && p.Emails is null && p.WeChat is null)) yield return new("nobody_reachable");
        foreach (var person in there.Where(p => people.Any(s => s.Id == p.ReportsToId && !s.IsThere))) yield return new("superior_left", person.Name);
    }
}
