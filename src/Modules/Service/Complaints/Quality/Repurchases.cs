using Guanxi.Warehouse;

namespace Guanxi.Service.Complaints.Quality;

/// <summary>Whose customers bought within the days after their complaint was closed, as the warehouse knows.</summary>
internal sealed class Repurchases(DataWarehouse warehouse)
{
    private static readonly WarehouseQuery Query = WarehouseQuery.Of(typeof(Repurchases).Assembly, "complaint_repurchase");

    /// <summary>Of complaints closed from a day on. Only where so many days have passed that the warehouse knows of: else who complained last week would count as lost.</summary>
    public async Task<IReadOnlyDictionary<Id<Complaint>, bool>> From(DateOnly from, CancellationToken ct)
    {
        if ((await warehouse.State(ct)).UpToDateAt is not { } built) return new Dictionary<Id<Complaint>, bool>();
        var last = DateOnly.FromDateTime(built.UtcDateTime).AddDays(-HandledComplaint.RepurchaseDays);
        if (last < from) return new Dictionary<Id<Complaint>, bool>();
        return (await warehouse.Read(Query.Sql, [from, last, HandledComplaint.RepurchaseDays], r => (Id: new Id<Complaint>(r.GetInt64(1)), Bought: r.GetInt64(2) > 0), ct)).ToDictionary(r => r.Id, r => r.Bought);
    }
}
