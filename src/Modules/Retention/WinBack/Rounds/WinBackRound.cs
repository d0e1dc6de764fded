using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Rounds;

/// <summary>Many attempts begun together, with a random part of the customers set aside, so that what they bring can be told from what would have come by itself.</summary>
internal sealed class WinBackRound : Entity<WinBackRound>
{
    public string Name { get; private init; } = "";

    /// <summary>Of the draw: the same customers and seed give the same arms.</summary>
    public int Seed { get; private init; }

    /// <summary>Asked for; within each grade the nearest whole number of customers was set aside.</summary>
    public double ControlShare { get; private init; }

    /// <summary>Whom it was for, a <see cref="RoundChoice"/> as JSON.</summary>
    public string Choice { get; private init; } = "";
    public DateOnly StartedOn { get; private init; }

    /// <summary>The last day of the longest window.</summary>
    public DateOnly UntilOn { get; private init; }
    public int Treated { get; private init; }
    public int Control { get; private init; }
    public Id<Person> StartedBy { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }

    public static WinBackRound Start(Id<WinBackRound> id, string name, int seed, double controlShare, string choice, DateOnly on, DateOnly until, int treated, int control, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field(nameof(Name), string.IsNullOrWhiteSpace(name), "retention.round.name_missing");
        return new()
        {
            Id = id, Name = name.Trim(), Seed = seed, ControlShare = controlShare, Choice = choice, StartedOn = on, UntilOn = until, Treated = treated, Control = control, StartedBy = by, StartedAt = at,
        };
    }
}

internal sealed class WinBackRoundTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<WinBackRound>(round =>
    {
        round.ToTable("retention_round");
        round.HasKey(r => r.Id);
        round.Property(r => r.Name).HasMaxLength(120);
        round.Property(r => r.Choice).HasMaxLength(2000);
        round.HasIndex(r => r.StartedOn);
    });
}
