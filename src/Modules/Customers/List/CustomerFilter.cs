using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Guanxi.Customers;

/// <summary>Which customers, in which order. The same words in the address of the list, of a customer's page reached from it, and of the API.</summary>
public record CustomerFilter
{
    /// <summary>Name, pinyin, initials, code, part of a phone number or e-mail. Who sees phones and e-mails masked finds by complete ones only.</summary>
    [StringLength(200)] public string? Q { get; init; }
    public CustomerKind? Kind { get; init; }

    /// <summary>A person's id, <c>me</c>, or <c>none</c> for customers without an owner.</summary>
    [StringLength(20)] public string? Owner { get; init; }

    /// <summary>A unit with all below it.</summary>
    public Id<Unit>? Unit { get; init; }

    /// <summary>major, minor, ordinary, small.</summary>
    [StringLength(20)] public string? Grade { get; init; }

    /// <summary>acquisition, development, maturity, decline, lost.</summary>
    [StringLength(20)] public string? Stage { get; init; }

    /// <summary>potential, target, first_time, repeat, loyal, lost, non_customer.</summary>
    [StringLength(20)] public string? State { get; init; }

    /// <summary>green, yellow, red.</summary>
    [StringLength(20)] public string? Colour { get; init; }
    [StringLength(60)] public string? Source { get; init; }
    [StringLength(40)] public string? Tag { get; init; }

    /// <summary>Only those on a kept list.</summary>
    public Id<KeptList>? List { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    [StringLength(60)] public string? Country { get; init; }

    /// <summary>Only those with money at risk; for who may see values.</summary>
    public bool AtRisk { get; init; }

    /// <summary>name, new, value, risk, last; with a minus descending. Value and risk are for who may see values. Without: best match first where something is searched, else newest first.</summary>
    [StringLength(10)] public string? Sort { get; init; }

    /// <summary>Whether anything but the order is asked for.</summary>
    public bool Narrows => this with { Sort = null } != new CustomerFilter();

    /// <summary>Whether it asks for what only an insight run knows.</summary>
    internal bool NeedsStanding => Grade is not null || Stage is not null || State is not null || Colour is not null || AtRisk;

    /// <summary>Whether it asks for what only those may see who may see values: a list ordered by value tells it as well as a number does.</summary>
    internal bool NeedsWorth => AtRisk || OrdersByWorth;

    private bool OrdersByWorth => Sort?.Trim().TrimStart('-') is "value" or "risk";

    /// <summary>For pages: a link that someone else shared keeps its customers, in the usual order where the reader may not have theirs. Whose money is at risk stays refused, because without it other customers would be shown.</summary>
    public CustomerFilter For(Actor actor) => OrdersByWorth && !actor.May(CustomersRights.Worth) ? this with { Sort = null } : this;

    /// <summary>From the words of an address; what is no such word is as if it were missing.</summary>
    /// <param name="word">What the address says under a name, or null.</param>
    public static CustomerFilter Of(Func<string, string?> word) => new CustomerFilter
    {
        Q = word("q"), Kind = Enum.TryParse<CustomerKind>(word("kind"), ignoreCase: true, out var kind) ? kind : null, Owner = word("owner"),
        Unit = Id<Unit>.TryParse(word("unit"), null, out var unit) ? unit : null, Grade = word("grade"), Stage = word("stage"), State = word("state"), Colour = word("colour"), Source = word("source"),
        Tag = word("tag"), List = Id<KeptList>.TryParse(word("list"), null, out var list) ? list : null, Country = word("country"), AtRisk = bool.TryParse(word("atRisk"), out var atRisk) && atRisk, Sort = word("sort"),
    }.Tidy();

    /// <summary>Empty words of an address as none.</summary>
    public CustomerFilter Tidy() => new()
    {
        Q = Said(Q), Kind = Kind, Owner = Said(Owner), Unit = Unit is { IsNone: false } ? Unit : null, Grade = Said(Grade), Stage = Said(Stage), State = Said(State), Colour = Said(Colour),
        Source = Said(Source), Tag = Said(Tag), List = List is { IsNone: false } ? List : null, Country = Said(Country), AtRisk = AtRisk, Sort = Said(Sort),
    };

    /// <summary>An address that carries it.</summary>
    /// <param name="path">Without a question mark.</param>
    /// <param name="more">Further words: places in the list.</param>
    public string Url(string path, params IEnumerable<(string Name, string? Value)> more)
    {
        (string Name, string? Value)[] own =
        [
            ("q", Q), ("kind", Kind?.ToString().ToLowerInvariant()), ("owner", Owner), ("unit", Unit?.ToString()), ("grade", Grade), ("stage", Stage), ("state", State), ("colour", Colour),
            ("source", Source), ("tag", Tag), ("list", List?.ToString()), ("country", Country), ("atRisk", AtRisk ? "true" : null), ("sort", Sort),
        ];
        return own.Concat(more).Where(p => !string.IsNullOrEmpty(p.Value)).Aggregate(path, (url, p) => QueryHelpers.AddQueryString(url, p.Name, p.Value!));
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A place in a list of customers: in which of its parts, at which customer. Where that stands now is looked up, so that a place outlives changes.</summary>
public readonly record struct ListPlace(int Part, long Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}.{Id}");

    /// <summary>What an address carried, or null where it carried none or nonsense.</summary>
    public static ListPlace? Of(string? text) =>
        text?.Split('.') is [var part, var id] && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var p) && p < 8
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? new(p, i) : null;
}
