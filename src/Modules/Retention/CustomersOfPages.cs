using Guanxi.Customers;
using Guanxi.Http;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Bonds.Ties;
using Guanxi.Retention.Losses;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Ui;
using Guanxi.Value;
using Microsoft.Extensions.Primitives;

namespace Guanxi.Retention;

/// <summary>Customers of one of this module's pages, to be kept as a list: the page's own question, asked until its end.</summary>
internal abstract class CustomersOfPage : ICustomerSelection
{
    protected const int AtOnce = 200;

    public abstract string Path { get; }
    public string Right => ValueRights.Read;

    public abstract Task<IReadOnlyList<Id<Customer>>> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct);

    protected static string? Word(IReadOnlyDictionary<string, StringValues> words, string name) => words.TryGetValue(name, out var said) && !StringValues.IsNullOrEmpty(said) ? said.ToString() : null;

    protected static TEnum? Chosen<TEnum>(string? name) where TEnum : struct, Enum => Named<TEnum>.TryParse(name, null, out var named) ? named.Value : null;

    /// <param name="page">Customers after a place, and the place after which the next page begins.</param>
    protected static async Task<IReadOnlyList<Id<Customer>>> Walk<TPlace>(int most, Func<TPlace?, Task<(IEnumerable<Id<Customer>> Customers, TPlace? Next)>> page) where TPlace : struct
    {
        // One may have several warnings, or have been lost twice.
        var all = new List<Id<Customer>>();
        var seen = new HashSet<Id<Customer>>();
        TPlace? after = null;
        do
        {
            var (customers, next) = await page(after);
            all.AddRange(customers.Where(seen.Add));
            after = next;
        }
        while (after is not null && all.Count < most);
        return all.Count > most ? all[..most] : all;
    }
}

/// <summary>Behind a figure of the coverage of ties.</summary>
internal sealed class CustomersByTies(IHandler<TiedCustomers, TiedFound> question) : CustomersOfPage
{
    public override string Path => "/bonds/customers";

    public override Task<IReadOnlyList<Id<Customer>>> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct) => Walk<TiedPlace>(most, async after =>
    {
        var found = await question.Handle(new() { Grade = Word(words, "grade"), Level = Chosen<TieLevel>(Word(words, "level")), Has = bool.TryParse(Word(words, "has"), out var has) ? has : null, After = after, Count = AtOnce }, actor, ct);
        return (found.Rows.Select(r => r.Customer.Id), found.Next);
    });
}

/// <summary>Behind a figure of the loss report.</summary>
internal sealed class CustomersLost(IHandler<LostCustomers, LossesFound> question) : CustomersOfPage
{
    public override string Path => "/losses/customers";

    public override Task<IReadOnlyList<Id<Customer>>> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct) => Walk<LossPlace>(most, async after =>
    {
        var found = await question.Handle(new()
        {
            From = Day("from"), To = Day("to"), Kind = Chosen<LossKind>(Word(words, "kind")), Cause = Chosen<LossCause>(Word(words, "cause")), Grade = Word(words, "grade"),
            UnitId = Id<Unit>.TryParse(Word(words, "unit"), null, out var unit) ? unit : null, After = after, Count = AtOnce,
        }, actor, ct);
        return (found.Rows.Select(r => r.Customer.Id), found.Next);

        DateOnly? Day(string name) => Word(words, name) is { } typed && TypedValue.TryDay(typed, out var day) ? day : null;
    });
}

/// <summary>On the list of early warnings.</summary>
internal sealed class CustomersWarnedOf(IHandler<AlertList, AlertsFound> question) : CustomersOfPage
{
    public override string Path => "/warnings";

    public override Task<IReadOnlyList<Id<Customer>>> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct) => Walk<AlertPlace>(most, async after =>
    {
        var found = await question.Handle(new()
        {
            Whose = Chosen<AlertsOf>(Word(words, "whose")) ?? default, State = Chosen<AlertState>(Word(words, "state")) ?? default, Signal = Chosen<Signal>(Word(words, "signal")),
            Severity = Chosen<Severity>(Word(words, "severity")), Grade = Word(words, "grade"), Overdue = bool.TryParse(Word(words, "overdue"), out var overdue) && overdue, After = after, Count = AtOnce,
        }, actor, ct);
        return (found.Rows.Select(r => r.Customer.Id), found.Next);
    });
}
