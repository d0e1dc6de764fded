using System.Collections.Frozen;

namespace Guanxi;

/// <summary>A person of the firm, as ids name them; Staff keeps who it is.</summary>
public abstract class Person;

/// <summary>A shop, team or region, as ids name them; Staff keeps the tree.</summary>
public abstract class Unit;

/// <summary>How far someone's view of customers reaches.</summary>
public enum Scope
{
    /// <summary>Customers that the person owns.</summary>
    Own,
    /// <summary>Customers of the person's own unit.</summary>
    Team,
    /// <summary>Customers of the person's unit and all units below it.</summary>
    ShopTree,
    /// <summary>Every customer.</summary>
    All,
}

/// <summary>Who knocks at the door: a person with rights and a scope, or the product itself.</summary>
public sealed record Actor
{
    public required Id<Person> Id { get; init; }
    public required string Name { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>Rights, e.g. <c>customers.read</c>. <c>*</c> has all.</summary>
    public required FrozenSet<string> Rights { get; init; }

    /// <summary>The person's own unit; none for the product itself.</summary>
    public Id<Unit>? HomeUnit { get; init; }

    /// <summary>Units within reach: one for <see cref="Scope.Team"/>, the subtree for <see cref="Scope.ShopTree"/>.</summary>
    public IReadOnlyList<Id<Unit>> Units { get; init; } = [];

    /// <summary>A program that knocks with an API key, not the person in a browser.</summary>
    public bool ByKey { get; init; }

    /// <summary>IANA name of the zone in which the person reads times.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    public bool May(string right) => Rights.Contains(right) || Rights.Contains("*");

    /// <summary>The product itself: jobs, the command line, the demo firm.</summary>
    public static Actor System { get; } = new() { Id = new(1), Name = "Guanxi", Scope = Scope.All, Rights = FrozenSet.Create("*") };

    /// <summary>Someone who is not signed in, at the few doors that open by a token instead: set-up, choosing a password.</summary>
    public static Actor Nobody { get; } = new() { Id = default, Name = "", Scope = Scope.Own, Rights = [] };
}

/// <summary>The rights that the kernel itself asks for; each module adds its own.</summary>
public static class KernelRights
{
    /// <summary>Sees phone, e-mail, ID number and address in full.</summary>
    public const string Personal = "personal.read";
    public const string Settings = "settings.edit";
}
