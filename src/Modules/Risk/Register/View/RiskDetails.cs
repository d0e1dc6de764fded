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

/// <summary>All that is known of one risk: what it is, how it was assessed, what is done about it, and what its indicators show.</summary>
[Needs(RiskRights.Register)]
internal sealed record RiskDetails : IQuestion<RiskView>
{
    public Id<RegisteredRisk> RiskId { get; init; }

    internal sealed class Handler(GuanxiDb db, IndicatorReadings indicators, TimeProvider clock) : IHandler<RiskDetails, RiskView>
    {
        private const int ShownDays = 90;

        public async Task<RiskView> Handle(RiskDetails request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var settings = await db.Setting<RiskSettings>(ct);
            var risk = Refuse.Missing(await db.Set<RegisteredRisk>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.RiskId, ct), "risk.register.not_found");
            var assessments = await db.Set<RiskAssessment>().AsNoTracking().Where(a => a.RiskId == risk.Id).OrderByDescending(a => a.Id).ToListAsync(ct);
            var controls = await db.Set<RiskControl>().AsNoTracking().Where(c => c.RiskId == risk.Id).OrderBy(c => c.Id).ToListAsync(ct);
            var people = await db.NamesOf([risk.OwnerId, .. assessments.Select(a => a.AssessedBy), .. controls.Select(c => c.OwnerId)], ct);
            var watched = risk.Indicators.Where(i => indicators.Named(i.Key) is not null).ToList();
            var read = await indicators.Now(watched.Select(i => i.Key), ct);
            var past = await Past(watched, today, ct);
            return new()
            {
                Row = RiskRow.Of(risk, people.GetValueOrDefault(risk.OwnerId), settings, read, today), Version = risk.Version, Description = risk.Description, State = risk.State, EnteredOn = risk.EnteredOn, AssessedOn = risk.AssessedOn,
                ClosedBecause = risk.ClosedBecause, MayAct = risk.State == RiskState.Open && (actor.May(RiskRights.Manage) || risk.OwnerId == actor.Id), Settings = settings,
                Assessments = [.. assessments.Select(a => new AssessmentRow
                {
                    Likelihood = a.Likelihood, Impact = a.Impact, Level = settings.LevelOf(a.Likelihood * a.Impact), Because = a.Because, By = people.GetValueOrDefault(a.AssessedBy), On = a.AssessedOn,
                    Seen = [.. a.Seen.Where(s => indicators.Named(s.Key) is not null).Select(s => new SeenRow(s.Key, indicators.Named(s.Key)!.Unit, s.Value))],
                })],
                Controls = [.. controls.Select(c => new ControlRow
                {
                    Id = c.Id, Measure = c.Measure, OwnerId = c.OwnerId, Owner = people.GetValueOrDefault(c.OwnerId), DueOn = c.DueOn, State = c.State, Evidence = c.Evidence, ChangedOn = c.ChangedOn, Late = c.State == ControlState.Planned && c.DueOn < today,
                })],
                Indicators = [.. watched.Select(w => new WatchedRow(IndicatorNow.Of(indicators.Named(w.Key)!, w.Watch, w.Alarm, read), [.. past[w.Key].Select(p => new PastReading(p.ReadOn, p.Figure))]))],
            };
        }

        private async Task<ILookup<string, IndicatorReading>> Past(IReadOnlyList<WatchedIndicator> watched, DateOnly today, CancellationToken ct)
        {
            var (keys, from) = (watched.Select(w => w.Key).ToList(), today.AddDays(-ShownDays));
            var rows = keys.Count == 0 ? [] : await db.Set<IndicatorReading>().AsNoTracking().Where(r => r.ReadOn > from && keys.Contains(r.Indicator)).OrderBy(r => r.ReadOn).ToListAsync(ct);
            return rows.ToLookup(r => r.Indicator, StringComparer.Ordinal);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/risks/{riskId}", (Id<RegisteredRisk> riskId, Asker asker, CancellationToken ct) => asker.Answer(new RiskDetails { RiskId = riskId }, ct))
        .Produces<RiskView>().WithName("risk").WithSummary("All that is known of one risk");
}

/// <summary>A risk as its page shows it.</summary>
internal sealed record RiskView
{
    public required RiskRow Row { get; init; }
    public required int Version { get; init; }
    public required string Description { get; init; }
    public required RiskState State { get; init; }
    public required DateOnly EnteredOn { get; init; }
    public required DateOnly AssessedOn { get; init; }
    public string? ClosedBecause { get; init; }

    /// <summary>Whether the reader may assess it and plan controls.</summary>
    public required bool MayAct { get; init; }
    public required RiskSettings Settings { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<AssessmentRow> Assessments { get; init; }
    public required IReadOnlyList<ControlRow> Controls { get; init; }
    public required IReadOnlyList<WatchedRow> Indicators { get; init; }
}

internal sealed record AssessmentRow
{
    public required int Likelihood { get; init; }
    public required int Impact { get; init; }

    /// <summary>By the levels as they are set today.</summary>
    public required RiskLevel Level { get; init; }
    public required string Because { get; init; }
    public string? By { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>What the indicators showed then.</summary>
    public required IReadOnlyList<SeenRow> Seen { get; init; }
}

internal sealed record SeenRow(string Key, IndicatorUnit Unit, double? Value);

internal sealed record ControlRow
{
    public required Id<RiskControl> Id { get; init; }
    public required string Measure { get; init; }
    public required Id<Person> OwnerId { get; init; }
    public string? Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public required ControlState State { get; init; }

    /// <summary>What shows that it is in place, or why it was dropped.</summary>
    public string? Evidence { get; init; }
    public DateOnly? ChangedOn { get; init; }

    /// <summary>Planned, and its day has passed.</summary>
    public required bool Late { get; init; }
}

/// <summary>An indicator that a risk watches, with what it showed on days before.</summary>
internal sealed record WatchedRow(IndicatorNow Now, IReadOnlyList<PastReading> Past);

internal sealed record PastReading(DateOnly On, double? Value);
