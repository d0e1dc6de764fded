using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Risk.Indicators;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register.View;

/// <summary>The risk register: what is open, the gravest first, or what was closed; with what the indicators show at this moment.</summary>
[Needs(RiskRights.Register)]
internal sealed record RiskList : IQuestion<RiskRegister>
{
    /// <summary>Those that were closed.</summary>
    public bool Closed { get; init; }
    public RiskKind? Kind { get; init; }

    /// <summary>Only those of this likelihood.</summary>
    public int? Likelihood { get; init; }

    /// <summary>Only those of this impact.</summary>
    public int? Impact { get; init; }

    internal sealed class Handler(GuanxiDb db, IndicatorReadings indicators, TimeProvider clock) : IHandler<RiskList, RiskRegister>
    {
        public async Task<RiskRegister> Handle(RiskList request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var settings = await db.Setting<RiskSettings>(ct);
            var state = request.Closed ? RiskState.Closed : RiskState.Open;
            // A firm has some dozens: who counts hundreds has no register.
            var all = await db.Set<RegisteredRisk>().AsNoTracking().Where(r => r.State == state).OrderByDescending(r => r.Score).ThenBy(r => r.ReviewOn).ThenBy(r => r.Id).ToListAsync(ct);
            var read = await indicators.Now(indicators.All.Select(i => i.Key), ct);
            var shown = all.Where(r => (request.Kind is null || r.Kind == request.Kind) && (request.Likelihood is null || r.Likelihood == request.Likelihood) && (request.Impact is null || r.Impact == request.Impact)).ToList();
            var people = await db.NamesOf(shown.Select(r => r.OwnerId), ct);
            return new()
            {
                Settings = settings, Risks = [.. shown.Select(r => RiskRow.Of(r, people.GetValueOrDefault(r.OwnerId), settings, read, today))],
                Cells = [.. all.Where(r => request.Kind is null || r.Kind == request.Kind).GroupBy(r => (r.Likelihood, r.Impact)).Select(g => new RiskCell(g.Key.Likelihood, g.Key.Impact, g.Count()))],
                Indicators = [.. indicators.All.Where(i => request.Kind is null || i.Kind == request.Kind).Select(i => IndicatorNow.Of(i, i.Watch, i.Alarm, read))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/risks", (bool? closed, Named<RiskKind>? kind, int? likelihood, int? impact, Asker asker, CancellationToken ct) =>
        asker.Answer(new RiskList { Closed = closed ?? false, Kind = kind?.Value, Likelihood = likelihood, Impact = impact }, ct)).Produces<RiskRegister>().WithSummary("The risk register, with what its indicators show");
}

/// <summary>The register as its page shows it.</summary>
internal sealed record RiskRegister
{
    public required RiskSettings Settings { get; init; }
    public required IReadOnlyList<RiskRow> Risks { get; init; }

    /// <summary>How many risks there are of each likelihood and impact; cells without any are left out.</summary>
    public required IReadOnlyList<RiskCell> Cells { get; init; }
    public required IReadOnlyList<IndicatorNow> Indicators { get; init; }
}

internal sealed record RiskCell(int Likelihood, int Impact, int Risks);

/// <summary>A risk in the register.</summary>
internal sealed record RiskRow
{
    public required Id<RegisteredRisk> Id { get; init; }
    public required RiskKind Kind { get; init; }
    public required string Title { get; init; }
    public required Id<Person> OwnerId { get; init; }
    public string? Owner { get; init; }
    public required int Likelihood { get; init; }
    public required int Impact { get; init; }

    /// <summary>Likelihood × impact, 1 to 25.</summary>
    public required int Score { get; init; }
    public required RiskLevel Level { get; init; }
    public required DateOnly ReviewOn { get; init; }

    /// <summary>The day for its next assessment has come.</summary>
    public required bool ToReview { get; init; }

    /// <summary>The most pressing of its indicators.</summary>
    public required IndicatorState Indicators { get; init; }
    public DateOnly? ClosedOn { get; init; }

    public static RiskRow Of(RegisteredRisk risk, string? owner, RiskSettings settings, IReadOnlyDictionary<string, double?> read, DateOnly today) => new()
    {
        Id = risk.Id, Kind = risk.Kind, Title = risk.Title, OwnerId = risk.OwnerId, Owner = owner, Likelihood = risk.Likelihood, Impact = risk.Impact, Score = risk.Score, Level = settings.LevelOf(risk.Score),
        ReviewOn = risk.ReviewOn, ToReview = risk.State == RiskState.Open && risk.ReviewOn <= today, ClosedOn = risk.ClosedOn, Indicators = risk.Indicators.Select(i => IndicatorReadings.StateOf(i, read)).DefaultIfEmpty().Max(),
    };
}

/// <summary>What an indicator shows at this moment.</summary>
internal sealed record IndicatorNow
{
    public required string Key { get; init; }
    public required RiskKind Kind { get; init; }
    public required IndicatorUnit Unit { get; init; }

    /// <summary>Null where there is too little to say anything.</summary>
    public double? Value { get; init; }
    public required double Watch { get; init; }
    public required double Alarm { get; init; }
    public required IndicatorState State { get; init; }

    /// <summary>Where what is counted can be seen.</summary>
    public required string Url { get; init; }

    public static IndicatorNow Of(IRiskIndicator indicator, double watch, double alarm, IReadOnlyDictionary<string, double?> read) => new()
    {
        Key = indicator.Key, Kind = indicator.Kind, Unit = indicator.Unit, Value = read.GetValueOrDefault(indicator.Key), Watch = watch, Alarm = alarm, Url = indicator.Url,
        State = IndicatorReadings.StateOf(read.GetValueOrDefault(indicator.Key), watch, alarm),
    };
}
