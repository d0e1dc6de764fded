using Guanxi.Customers;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Warehouse;

namespace Guanxi.Retention.Warnings.Signals;

/// <summary>How the contact to a customer was lost, the worst last.</summary>
internal enum LostContactKind { Bounced = 1, NumberDead, PersonLeft }

/// <summary>Customers whom nobody can reach any more: the number is dead, messages come back, or the person known there left, and since then nobody reached them and they bought nothing.</summary>
internal sealed class LostContacts
{
    private static readonly WarehouseQuery Lost = WarehouseQuery.Of(typeof(LostContacts).Assembly, "lost_contact");

    private readonly Dictionary<Id<Customer>, (DateOnly On, LostContactKind Kind)> signs;

    private LostContacts(Dictionary<Id<Customer>, (DateOnly, LostContactKind)> signs) => this.signs = signs;

    /// <param name="asOf">By the calendar of the figures: what the day's customers are told by.</param>
    public static async Task<LostContacts> Of(DataWarehouse warehouse, WarningSettings settings, DateOnly asOf, CancellationToken ct) => new(settings.LostContactDays == 0 ? []
        : (await warehouse.Read(Lost.Sql, [asOf, asOf.AddDays(-settings.LostContactDays)], r => (Id: new Id<Customer>(r.GetInt64(0)), On: r.GetFieldValue<DateOnly>(1), Kind: (LostContactKind)(int)r.GetInt64(2)), ct))
            .ToDictionary(r => r.Id, r => (r.On, r.Kind)));

    public IEnumerable<Id<Customer>> Customers => signs.Keys;

    /// <summary>Since when, and how.</summary>
    public (DateOnly On, LostContactKind Kind) this[Id<Customer> customer] => signs[customer];
}
