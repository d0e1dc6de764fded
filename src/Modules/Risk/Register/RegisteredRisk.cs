using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register;

internal enum RiskState { Open, Closed }

/// <summary>An indicator that a risk watches, and from which values on.</summary>
/// <param name="Key">Of the <see cref="IRiskIndicator"/>.</param>
internal sealed record WatchedIndicator(string Key, double Watch, double Alarm);

/// <summary>Something that may happen to the firm: how likely, how bad, who answers for it, and when it is looked at again. The words follow ISO 31000.</summary>
internal sealed class RegisteredRisk : Entity<RegisteredRisk>
{
    /// <summary>Likelihood and impact go from 1 to this.</summary>
    public const int Most = 5;

    [History] public RiskKind Kind { get; private set; }
    [History] public string Title { get; private set; } = "";

    /// <summary>What may happen, from what, and what it would do.</summary>
    [History] public string Description { get; private set; } = "";
    [History] public Id<Person> OwnerId { get; private set; }
    public DateOnly EnteredOn { get; private init; }
    [History] public RiskState State { get; private set; }

    /// <summary>1 (hardly) to 5 (nearly certain) within a year, with the controls that are in place.</summary>
    [History] public int Likelihood { get; private set; }

    /// <summary>1 (hardly felt) to 5 (threatens the firm), with the controls that are in place.</summary>
    [History] public int Impact { get; private set; }

    /// <summary>Likelihood × impact, 1 to 25.</summary>
    public int Score { get; private set; }
    public DateOnly AssessedOn { get; private set; }

    /// <summary>The day on which it is to be assessed again.</summary>
    [History] public DateOnly ReviewOn { get; private set; }
    public string? ClosedBecause { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public string IndicatorsKept { get; private set; } = "[]";

    public IReadOnlyList<WatchedIndicator> Indicators => StoredJson.Read<List<WatchedIndicator>>(IndicatorsKept) ?? [];

    public static RegisteredRisk Enter(RiskKind kind, string title, string description, Id<Person> owner, DateOnly on)
    {
        var risk = new RegisteredRisk { EnteredOn = on, AssessedOn = on, ReviewOn = on };
        risk.Amend(kind, title, description, owner);
        return risk;
    }

    public void Amend(RiskKind kind, string title, string description, Id<Person> owner)
    {
        MustBeOpen();
        (Kind, Title, Description, OwnerId) = (kind, Said("Title", title, "risk.register.title_missing"), Said("Description", description, "risk.register.description_missing"), owner);
    }

    /// <summary>Says how likely and how bad it is now.</summary>
    /// <param name="seen">What its indicators showed at that moment.</param>
    public RiskAssessment Assess(int likelihood, int impact, string because, IReadOnlyList<SeenIndicator> seen, Id<Person> by, DateOnly today, RiskSettings settings)
    {
        MustBeOpen();
        Refuse.Field(nameof(Likelihood), likelihood is < 1 or > Most, "risk.register.out_of_scale", Most);
        Refuse.Field(nameof(Impact), impact is < 1 or > Most, "risk.register.out_of_scale", Most);
        var reason = Said("Because", because, "risk.register.because_missing");
        (Likelihood, Impact, Score, AssessedOn) = (likelihood, impact, likelihood * impact, today);
        ReviewOn = today.AddDays(settings.DaysOf(settings.LevelOf(Score)));
        return RiskAssessment.Of(this, reason, seen, by);
    }

    /// <summary>Chooses what tells early that it grows.</summary>
    public void WatchBy(IReadOnlyList<WatchedIndicator> indicators)
    {
        MustBeOpen();
        foreach (var one in indicators) Refuse.If(!double.IsFinite(one.Watch) || !double.IsFinite(one.Alarm) || one.Watch <= 0 || one.Alarm < one.Watch, "risk.register.thresholds");
        IndicatorsKept = StoredJson.Write(indicators);
    }

    public void Close(string because, DateOnly today)
    {
        MustBeOpen();
        (State, ClosedBecause, ClosedOn) = (RiskState.Closed, Said("Because", because, "risk.register.because_missing"), today);
    }

    /// <summary>It is there again, and is to be assessed today.</summary>
    public void Reopen(DateOnly today)
    {
        Refuse.If(State == RiskState.Open, "risk.register.open_already");
        (State, ClosedBecause, ClosedOn, ReviewOn) = (RiskState.Open, null, null, today);
    }

    internal void MustBeOpen() => Refuse.If(State == RiskState.Closed, "risk.register.closed");

    private static string Said(string field, string? words, string missing)
    {
        Refuse.Field(field, string.IsNullOrWhiteSpace(words), missing);
        return words.Trim();
    }
}

internal sealed class RegisteredRiskTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<RegisteredRisk>(risk =>
    {
        risk.ToTable("risk_risk");
        risk.HasKey(r => r.Id);
        risk.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        risk.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        risk.Property(r => r.Title).HasMaxLength(200);
        risk.Property(r => r.Description).HasMaxLength(2000);
        risk.Property(r => r.ClosedBecause).HasMaxLength(2000);
        risk.Property(r => r.IndicatorsKept).HasColumnName("indicators");
        risk.Ignore(r => r.Indicators);
        risk.HasIndex(r => new { r.State, r.ReviewOn });
    });
}
