using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Causes;

/// <summary>A finer cause of the firm's own choosing: third level of the tree below where a cause lies and what kind it is.</summary>
public sealed class CauseCode : Entity<CauseCode>
{
    public ComplaintOrigin Origin { get; private init; }

    /// <summary>Its kind, where the firm is at fault; of the others there is but one.</summary>
    public ComplaintCause Cause { get; private init; } = ComplaintCause.Other;
    [History] public string Name { get; private set; } = "";

    /// <summary>False once it is no longer offered; complaints that have it keep it.</summary>
    [History] public bool Active { get; private set; } = true;

    public static CauseCode Of(ComplaintOrigin origin, ComplaintCause cause, string name)
    {
        var code = new CauseCode { Origin = origin, Cause = origin == ComplaintOrigin.Own ? cause : ComplaintCause.Other };
        code.Change(name, active: true);
        return code;
    }

    public void Change(string name, bool active)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(name), "service.cause.name_missing");
        (Name, Active) = (name.Trim(), active);
    }
}

internal sealed class CauseCodeTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<CauseCode>(cause =>
    {
        cause.ToTable("service_cause_code");
        cause.HasKey(c => c.Id);
        cause.Property(c => c.Origin).HasConversion<string>().HasMaxLength(20);
        cause.Property(c => c.Cause).HasConversion<string>().HasMaxLength(20);
        cause.Property(c => c.Name).HasMaxLength(120);
        cause.HasIndex(c => new { c.Origin, c.Cause, c.Name }).IsUnique();
    });
}
