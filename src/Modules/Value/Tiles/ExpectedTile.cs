using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Behaviour;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Tiles;

/// <summary>How many of one's customers are about to buy again. For those who look after customers themselves; kept like every answer of the warehouse.</summary>
internal sealed class ExpectedTile(GuanxiDb db, BehaviourAnswers answers, IServiceScopeFactory scopes) : ITodayTile
{
    public string Key => "value.tile.expected";
    public int Order => 30;
    public string Right => ValueRights.Read;

    public bool Fits(Scope scope) => scope is Scope.Own or Scope.Team;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct) =>
        await answers.Of(db, actor, null, "expected", _ => Count(actor), ct) is { Total: > 0, AsOf: { } day } found
            ? new() { Count = found.Total, AsOf = day, Url = "/value/expected" } : null;

    // Of its own scope: whoever asked first may be gone before the answer is there.
    private async Task<PurchasesExpected> Count(Actor actor)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IHandler<ExpectedPurchases, PurchasesExpected>>().Handle(new() { Take = 1 }, actor, default);
    }
}
