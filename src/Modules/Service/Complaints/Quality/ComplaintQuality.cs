using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Quality;

/// <summary>By what the quality of handling is told apart.</summary>
internal enum QualityBy { Unit, Cause, Grade, Handler, Channel }

/// <summary>How good complaints are handled that came in within a period: first answer, solution, limits kept, opened again, satisfaction, silence, bought again; in all and by team, cause, grade, person or channel. Of customers within one's scope.</summary>
[Needs(ServiceRights.Read)]
internal sealed record ComplaintQuality : IQuestion<QualityFound>
{
    /// <summary>Came in from this day on; 90 days back where not said.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to this day; today where not said.</summary>
    public DateOnly? To { get; init; }
    public QualityBy By { get; init; }

    /// <summary>Longer periods are two.</summary>
    public const int MostDays = 1_096;

    internal sealed class Handler(GuanxiDb db, Repurchases repurchases, IEnumerable<ISaidAfterwards> asking, Texts texts, TimeProvider clock) : IHandler<ComplaintQuality, QualityFound>
    {
        public async Task<QualityFound> Handle(ComplaintQuality request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var today = firm.DayOf(clock.GetUtcNow());
            var to = request.To ?? today;
            var from = request.From ?? to.AddDays(-89);
            Refuse.Field(nameof(From), from > to, "service.quality.from_after_to");
            Refuse.Field(nameof(From), to.DayNumber - from.DayNumber >= MostDays, "service.quality.too_long", MostDays);
            var now = clock.GetUtcNow();
            var handled = await db.ComplaintsFor(actor).Where(c => c.ReceivedOn >= from && c.ReceivedOn <= to).Select(c => new HandledComplaint
            {
                Id = c.Id, State = c.State, Outcome = c.Outcome, UnitId = c.UnitId, HandlerId = c.HandlerId, Cause = c.Cause, CauseCodeId = c.CauseCodeId, Origin = c.Origin, Grade = c.Grade, Channel = c.Channel, RespondMinutes = c.RespondMinutes, SolveMinutes = c.SolveMinutes,
                Step = c.Step, Overdue = c.DueAt < now, RespondedLate = c.RespondedLate, SolvedLate = c.SolvedLate, Reopened = c.Reopened, Satisfaction = c.Satisfaction, CompensationMinor = c.CompensationMinor,
            }).ToListAsync(ct);
            if (handled.Count > 0)
            {
                var bought = await repurchases.From(from, ct);
                foreach (var one in handled)
                    if (bought.TryGetValue(one.Id, out var again)) one.BoughtAgain = again;
            }
            foreach (var one in asking)
            {
                var said = await one.Satisfaction(AskedAbout.Complaint, from, ct);
                foreach (var complaint in handled) complaint.Surveyed = [.. complaint.Surveyed, .. said[complaint.Id.Value]];
            }
            var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Name, ct);
            var codes = await db.Set<CauseCode>().ToDictionaryAsync(c => c.Id, c => c.Name, ct);
            var people = await db.NamesOf(handled.Select(h => h.HandlerId ?? default), ct);
            return new()
            {
                From = from, To = to, By = request.By, Currency = firm.BaseCurrency, All = QualityOf.These(handled), RepurchaseDays = HandledComplaint.RepurchaseDays,
                Groups = [.. handled.GroupBy(h => KeyOf(h, request.By)).Select(g => new QualityGroup { Key = g.Key, Name = NameOf(g.Key, request.By), Quality = QualityOf.These([.. g]) }).OrderByDescending(g => g.Quality.Complaints).ThenBy(g => g.Key, StringComparer.Ordinal)],
                Causes = [.. handled.GroupBy(h => h.Cause).Select(g => new CauseCount(g.Key, g.Count(), [.. g.GroupBy(h => h.CauseCodeId)
                    .Select(f => new CodeCount(f.Key, f.Key is { } code ? codes.GetValueOrDefault(code) : null, f.Count())).OrderByDescending(f => f.Complaints).ThenBy(f => f.CauseCodeId?.Value)])).OrderByDescending(c => c.Complaints).ThenBy(c => c.Cause)],
            };

            string NameOf(string key, QualityBy by) => key.Length == 0 ? texts["service.quality.nobody"] : by switch
            {
                QualityBy.Unit => units.GetValueOrDefault(Id<Unit>.Parse(key, null)) ?? "",
                QualityBy.Handler => people.GetValueOrDefault(Id<Person>.Parse(key, null)) ?? "",
                QualityBy.Cause => texts.Of("service", Enum.Parse<ComplaintCause>(key)),
                QualityBy.Channel => texts.Of("service", Enum.Parse<ServiceChannel>(key)),
                _ => texts[$"customers.grade.{key}"],
            };
        }

        private static string KeyOf(HandledComplaint handled, QualityBy by) => by switch
        {
            QualityBy.Unit => handled.UnitId?.ToString() ?? "",
            QualityBy.Handler => handled.HandlerId?.ToString() ?? "",
            QualityBy.Cause => handled.Cause.ToString(),
            QualityBy.Channel => handled.Channel.ToString(),
            _ => handled.Grade ?? "",
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/quality", (DateOnly? from, DateOnly? to, Named<QualityBy>? by, Asker asker, CancellationToken ct) =>
        asker.Answer(new ComplaintQuality { From = from, To = to, By = by?.Value ?? QualityBy.Unit }, ct)).Produces<QualityFound>().WithSummary("How good complaints are handled");
}

/// <summary>The quality of handling in a period.</summary>
internal sealed record QualityFound
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required QualityBy By { get; init; }
    public required string Currency { get; init; }
    public required QualityOf All { get; init; }
    public required IReadOnlyList<QualityGroup> Groups { get; init; }

    /// <summary>How many of each cause, most first.</summary>
    public required IReadOnlyList<CauseCount> Causes { get; init; }

    /// <summary>So many days after closing a purchase counts.</summary>
    public required int RepurchaseDays { get; init; }
}

/// <summary>One team, cause, grade, person or channel.</summary>
internal sealed record QualityGroup
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required QualityOf Quality { get; init; }
}

/// <summary>How many complaints have a cause, and how they fall on the firm's own finer ones.</summary>
internal sealed record CauseCount(ComplaintCause Cause, int Complaints, IReadOnlyList<CodeCount> Codes);

/// <summary>How many complaints have a finer cause.</summary>
/// <param name="CauseCodeId">Null for those that have none.</param>
internal sealed record CodeCount(Id<CauseCode>? CauseCodeId, string? Name, int Complaints);
