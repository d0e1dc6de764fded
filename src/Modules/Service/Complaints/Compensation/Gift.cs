using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Compensation;

/// <summary>Something that may be given to a customer who complained with reason.</summary>
public sealed class Gift : Entity<Gift>
{
    [History] public string Name { get; private set; } = "";

    /// <summary>What it costs the firm, minor units of the base currency.</summary>
    [History] public long CostMinor { get; private set; }

    /// <summary>False once it is no longer offered.</summary>
    [History] public bool Offered { get; private set; } = true;

    public static Gift Of(string name, long costMinor)
    {
        var gift = new Gift();
        gift.Change(name, costMinor, offered: true);
        return gift;
    }

    public void Change(string name, long costMinor, bool offered)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(name), "service.gift.name_missing");
        Refuse.Field("Cost", costMinor is < 0 or > 1_000_000_000_000, "service.proposal.money_out_of_range");
        (Name, CostMinor, Offered) = (name.Trim(), costMinor, offered);
    }
}

internal sealed class GiftTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Gift>(gift =>
    {
        gift.ToTable("service_gift");
        gift.HasKey(g => g.Id);
        gift.Property(g => g.Name).HasMaxLength(120);
    });
}
