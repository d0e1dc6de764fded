using Guanxi.Customers;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Bonds.Ties;
using Guanxi.Retention.Losses;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Retention.WinBack;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Ui;
using Guanxi.Value;

namespace Guanxi.Retention;

/// <summary>Behind a figure of the coverage of ties.</summary>
internal sealed class CustomersByTies(IHandler<TiedCustomers, TiedFound> question) : CustomersOfPage("/bonds/customers", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) =>
        (await question.Handle(new() { Grade = word("grade"), Level = Chosen<TieLevel>(word("level")), Has = bool.TryParse(word("has"), out var has) ? has : null, Count = most }, actor, ct)).Rows.Select(r => r.Customer.Id);
}

/// <summary>Behind a figure of the loss report.</summary>
internal sealed class CustomersLost(IHandler<LostCustomers, LossesFound> question) : CustomersOfPage("/losses/customers", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct)
    {
        return (await question.Handle(new()
        {
            From = Day("from"), To = Day("to"), Kind = Chosen<LossKind>(word("kind")), Cause = Chosen<LossCause>(word("cause")), Grade = word("grade"),
            UnitId = Id<Unit>.TryParse(word("unit"), null, out var unit) ? unit : null, Count = most,
        }, actor, ct)).Rows.Select(r => r.Customer.Id);

        DateOnly? Day(string name) => word(name) is { } typed && TypedValue.TryDay(typed, out var day) ? day : null;
    }
}

/// <summary>On the list of early warnings.</summary>
internal sealed class CustomersWarnedOf(IHandler<AlertList, AlertsFound> question) : CustomersOfPage("/warnings", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) => (await question.Handle(new()
    {
        Whose = Chosen<AlertsOf>(word("whose")) ?? default, State = Chosen<AlertState>(word("state")) ?? default, Signal = Chosen<Signal>(word("signal")),
        Severity = Chosen<Severity>(word("severity")), Grade = word("grade"), Overdue = bool.TryParse(word("overdue"), out var overdue) && overdue, Count = most,
    }, actor, ct)).Rows.Select(r => r.Customer.Id);
}

/// <summary>Whose exit barriers end soon.</summary>
internal sealed class CustomersBondsEndWith(IHandler<EndingBonds, BondsEnding> question) : CustomersOfPage("/bonds/ending", CustomersRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) => (await question.Handle(new()
    {
        Days = int.TryParse(word("days"), out var days) ? days : EndingBonds.Soon, Barrier = Chosen<BarrierKind>(word("barrier")), Mine = bool.TryParse(word("mine"), out var mine) && mine, Count = most,
    }, actor, ct)).Rows.Select(r => r.Customer.Id);
}

/// <summary>Whom the firm tries, or tried, to win back.</summary>
internal sealed class CustomersToWinBack(IHandler<WinBackList, WinBacksFound> question) : CustomersOfPage("/win-back", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) => (await question.Handle(new()
    {
        State = Chosen<WinBackState>(word("state")?.Replace("_", "", StringComparison.Ordinal)) ?? WinBackState.Running, Mine = bool.TryParse(word("mine"), out var mine) && mine, Count = most,
    }, actor, ct)).Rows.Select(r => r.Customer.Id);
}
