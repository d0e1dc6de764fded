using Guanxi.Data;
using Guanxi.Warehouse;

namespace Guanxi.Value.Behaviour.Baskets;

/// <summary>Tables of pairs within someone's reach, each counted once a run.</summary>
internal sealed class PairTables(DataWarehouse warehouse, BehaviourAnswers answers)
{
    /// <returns>Null before the first run.</returns>
    public Task<PairTable?> Of(GuanxiDb db, Actor actor, DateOnly? asOf, PairBasis basis, CancellationToken ct) =>
        answers.Of(db, actor, asOf, $"pairs {basis.Item} {basis.Basket} {basis.Months}", day => PairTable.Read(warehouse, WarehouseReach.Of(actor), basis, day), ct);
}
