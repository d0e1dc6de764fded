using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Quality;

/// <summary>By what the quality of service is told apart.</summary>
internal enum ServiceBy { Queue, Kind, Handler, Grade, Priority, Channel }

/// <summary>How well requests are served that came in within a period: limits kept, time to the answer and to the solution, solved at first contact, opened again, satisfaction; in all and by queue, kind, person, grade, priority or channel. Of customers within one's scope.</summary>
[Needs(ServiceRights.Read)]
internal sealed record RequestQuality : IQuestion<ServiceFound>
{
    /// <summary>Came in from this day on; 90 days back where not said.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to this day; today where not said.</summary>
    public DateOnly? To { get; init; }
    public ServiceBy By { get; init; }

    internal sealed class Handler(GuanxiDb db, IEnumerable<ISaidAfterwards> asking, Texts texts, TimeProvider clock) : IHandler<RequestQuality, ServiceFound>
    {
        public async Task<ServiceFound> Handle(RequestQuality request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var to = request.To ?? (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var from = request.From ?? to.AddDays(-89);
            Refuse.Field(nameof(From), from > to, "service.quality.from_after_to");
            Refuse.Field(nameof(From), to.DayNumber - from.DayNumber >= ComplaintQuality.MostDays, "service.quality.too_long", ComplaintQuality.MostDays);
            var served = await db.RequestsFor(actor).Where(r => r.ReceivedOn >= from && r.ReceivedOn <= to && r.End != RequestEnd.Cancelled).Select(r => new ServedRequest
            {
                Id = r.Id, KindId = r.KindId, QueueId = r.QueueId, HandlerId = r.HandlerId, Grade = r.Grade, Priority = r.Priority, Channel = r.Channel, State = r.State, RespondMinutes = r.RespondMinutes, RespondedLate = r.RespondedLate, SolveMinutes = r.SolveMinutes,
                SolvedLate = r.SolvedLate, RespondOverdue = r.State == RequestState.Open && r.RespondedAt == null && r.RespondBy < now, SolveOverdue = r.State == RequestState.Open && r.SolvedAt == null && r.PausedAt == null && r.SolveBy < now,
                AtFirstContact = r.AtFirstContact, Reopened = r.Reopened, Satisfaction = r.Satisfaction, Helped = r.ArticleId != null,
            }).ToListAsync(ct);
            foreach (var one in asking)
            {
                var said = await one.Satisfaction(AskedAbout.Request, from, ct);
                foreach (var solved in served) solved.Surveyed = [.. solved.Surveyed, .. said[solved.Id.Value]];
            }
            var names = await Names(served, request.By, ct);
            return new()
            {
                From = from, To = to, By = request.By, All = ServedWell.These(served),
                Groups = [.. served.GroupBy(s => KeyOf(s, request.By)).Select(g => new ServiceGroup(g.Key, names.GetValueOrDefault(g.Key) ?? texts["service.quality.nobody"], ServedWell.These([.. g]))).OrderByDescending(g => g.Quality.Requests).ThenBy(g => g.Key, StringComparer.Ordinal)],
            };
        }

        private static string KeyOf(ServedRequest served, ServiceBy by) => by switch
        {
            ServiceBy.Queue => served.QueueId.ToString(),
            ServiceBy.Kind => served.KindId.ToString(),
            ServiceBy.Handler => served.HandlerId?.ToString() ?? "",
            ServiceBy.Priority => served.Priority.ToString(),
            ServiceBy.Channel => served.Channel.ToString(),
            _ => served.Grade ?? "",
        };

        private async Task<Dictionary<string, string>> Names(List<ServedRequest> served, ServiceBy by, CancellationToken ct) => by switch
        {
            ServiceBy.Queue => await db.Set<ServiceQueue>().ToDictionaryAsync(q => q.Id.ToString(), q => q.Name, ct),
            ServiceBy.Kind => await db.Set<RequestKind>().ToDictionaryAsync(k => k.Id.ToString(), k => k.Name, ct),
            ServiceBy.Handler => (await db.NamesOf(served.Select(s => s.HandlerId ?? default), ct)).ToDictionary(p => p.Key.ToString(), p => p.Value),
            ServiceBy.Priority => Enum.GetValues<RequestPriority>().ToDictionary(p => p.ToString(), p => texts.Of("service", p)),
            ServiceBy.Channel => Enum.GetValues<ServiceChannel>().ToDictionary(c => c.ToString(), c => texts.Of("service", c)),
            _ => served.Select(s => s.Grade).OfType<string>().Distinct().ToDictionary(g => g, g => texts[$"customers.grade.{g}"]),
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests/quality", (DateOnly? from, DateOnly? to, Named<ServiceBy>? by, Asker asker, CancellationToken ct) =>
        asker.Answer(new RequestQuality { From = from, To = to, By = by?.Value ?? ServiceBy.Queue }, ct)).Produces<ServiceFound>().WithSummary("How well requests are served");
}

/// <summary>The quality of service in a period.</summary>
internal sealed record ServiceFound
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required ServiceBy By { get; init; }
    public required ServedWell All { get; init; }
    public required IReadOnlyList<ServiceGroup> Groups { get; init; }
}

/// <summary>One queue, kind, person, grade, priority or channel.</summary>
internal sealed record ServiceGroup(string Key, string Name, ServedWell Quality);
