using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Grades;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;

namespace Guanxi.Value.Tiles;

/// <summary>A figure of the newest evaluation, counted among the customers within reach: what the dashboard shows anyhow, so that it costs next to nothing.</summary>
internal abstract class RunTile(GuanxiDb db, ScopedFigures scoped) : ITodayTile
{
    public abstract string Key { get; }
    public abstract int Order { get; }
    public string Right => ValueRights.Read;

    public virtual bool Fits(Scope scope) => true;

    protected abstract TileFigure? Of(Figures figures, RunSummary run, string currency);

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        if (await LatestStandings.Day(db, null, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return null;
        return Of(actor.Scope == Scope.All ? run.Figures : await scoped.Of(db, actor, run, ct), run, (await db.Setting<FirmSettings>(ct)).BaseCurrency);
    }
}

/// <summary>What all relationships are worth, for those who lead.</summary>
internal sealed class ValueTile(GuanxiDb db, ScopedFigures scoped, Texts texts) : RunTile(db, scoped)
{
    public override string Key => "value.tile.total";
    public override int Order => 10;

    public override bool Fits(Scope scope) => scope is Scope.ShopTree or Scope.All;

    protected override TileFigure? Of(Figures figures, RunSummary run, string currency) => figures.Customers == 0 ? null : new()
    {
        Count = figures.Customers, Amount = new(figures.Totals.TotalMinor, currency), AsOf = run.AsOf, Url = "/value/customers", Note = texts["value.customers", figures.Customers],
    };
}

/// <summary>The money that would go with those who are about to leave.</summary>
internal sealed class RiskTile(GuanxiDb db, ScopedFigures scoped) : RunTile(db, scoped)
{
    public override string Key => "value.tile.risk";
    public override int Order => 12;

    protected override TileFigure? Of(Figures figures, RunSummary run, string currency) =>
        !run.Model.EnoughData || figures.Totals.RiskMinor == 0 ? null : new() { Amount = new(figures.Totals.RiskMinor, currency), AsOf = run.AsOf, Url = "/value/customers?part=risk" };
}

/// <summary>Customers with a future far above what they brought so far.</summary>
internal sealed class RisingTile(GuanxiDb db, ScopedFigures scoped) : RunTile(db, scoped)
{
    public override string Key => "value.tile.rising";
    public override int Order => 40;

    protected override TileFigure? Of(Figures figures, RunSummary run, string currency) =>
        figures.Lists.GetValueOrDefault(WorkLists.Rising) is var count and > 0 ? new() { Count = count, AsOf = run.AsOf, Url = $"/value/customers?list={WorkLists.Rising}" } : null;
}

/// <summary>Key customers who are no longer, for those who lead.</summary>
internal sealed class FallingTile(GuanxiDb db, ScopedFigures scoped) : RunTile(db, scoped)
{
    public override string Key => "value.tile.falling";
    public override int Order => 42;

    public override bool Fits(Scope scope) => scope is Scope.ShopTree or Scope.All;

    protected override TileFigure? Of(Figures figures, RunSummary run, string currency) =>
        run.ComparedWith is not null && figures.Lists.GetValueOrDefault(WorkLists.Falling) is var count and > 0 ? new() { Count = count, AsOf = run.AsOf, Url = $"/value/customers?list={WorkLists.Falling}" } : null;
}
