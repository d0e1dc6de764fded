using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Demo;

/// <summary>A kind of request, its queue, and the article that helps with it.</summary>
internal sealed record DemoKind(RequestKind Kind, Id<ServiceQueue> Queue, Id<Article>? Article);

/// <summary>What the demo firm's customers asked for, and how it was served, by the same rules as everybody's requests.</summary>
/// <param name="kinds">By name.</param>
internal sealed class DemoRequests(DemoFirm firm, DemoIds ids, IReadOnlyDictionary<string, DemoKind> kinds)
{
    private const int Days = 300;
    private static readonly RequestSettings Settings = new();
    private static readonly FirmSettings Firm = new();
    private static readonly ServiceChannel[] Channels = [ServiceChannel.Phone, ServiceChannel.Phone, ServiceChannel.Message, ServiceChannel.Shop, ServiceChannel.Email];

    private readonly WorkCalendar hours = new WorkCalendars(new() { Days = WorkTimes.ChinasHolidays }, TimeZoneInfo.FindSystemTimeZoneById(Firm.TimeZone)).Firm;
    private readonly DateTimeOffset now = DemoHistory.At(firm.Plan.Today).AddHours(10);

    public void Deal(DemoCustomer customer, long id, DemoBatch batch, Func<long> nextId)
    {
        // A stream of its own: what else happens to the customer is the same with it and without.
        var random = DemoRandom.For(firm.Plan.Seed, customer.No, purpose: 15);
        if (customer.Orders.Count == 0) return;
        var last = customer.Orders[^1].OrderedAt;
        if (last < now.AddDays(-Days)) return;
        for (var count = random.Chance(0.22) ? 1 + random.Below(2) : 0; count > 0; count--)
        {
            // Soon after a purchase, in working hours.
            var received = hours.After(last.AddDays(random.Below(Math.Max(1, Math.Min(60, (int)(now - last).TotalDays)))), TimeSpan.FromMinutes(1 + random.Below(480)));
            if (received < now) Add(Serve(customer, id, received, ref random), id, batch, nextId);
        }
    }

    private (ServiceRequest Request, List<RequestEvent> Log) Serve(DemoCustomer customer, long id, DateTimeOffset received, ref DemoRandom random)
    {
        var told = random.Pick(DemoWords.All.Requests.Where(r => r.Language == (customer.Country is "CN" or "HK" ? "zh" : "en")).ToList());
        var (kind, queue, article) = kinds[told.Kind];
        var clock = new RequestClock(hours, new(TimeSpan.FromHours(kind.RespondHours * Settings.ShareOf(kind.Priority)), TimeSpan.FromHours(kind.SolveHours * Settings.ShareOf(kind.Priority))), Firm, received);
        var by = new Id<Person>(ids.People[random.Pick(firm.ServicePeople)]);
        var (request, said) = ServiceRequest.Receive(new(id), new()
        {
            Kind = kind.Id, Queue = queue, Unit = new(ids.Units[customer.Unit]), Title = told.Title, Words = told.Words, Channel = random.Pick(Channels), Priority = kind.Priority,
            OrderNumber = random.Chance(0.5) ? $"{customer.Code}-{customer.Orders.Count}" : null,
        }, by, clock);
        List<RequestEvent> log = [said];
        // Whoever is asked often knows the answer.
        if (random.Chance(kind.SolveHours <= 8 ? 0.5 : 0.15)) log.Add(request.Solve(told.Solution, random.Chance(0.4) ? article : null, by, clock, Settings.QuietDays));
        else Work(request, log, told, article, by, clock, ref random);
        End(request, log, by, clock, ref random);
        return (request, log);
    }

    // Mostly in time; what has not happened yet by this morning has not happened.
    private void Work(ServiceRequest request, List<RequestEvent> log, Asked told, Id<Article>? article, Id<Person> by, RequestClock clock, ref DemoRandom random)
    {
        var at = hours.After(request.ReceivedAt, clock.Limits.Respond * (0.1 + random.Share()));
        if (at >= now) return;
        if (random.Chance(0.9)) log.Add(request.Assign(by, null, by, clock with { Now = at.AddMinutes(-1) }));
        log.Add(request.Respond(told.Answer, by, clock with { Now = at }));
        if (random.Chance(0.15))
        {
            var (stops, goesOn) = (hours.After(at, TimeSpan.FromMinutes(30)), hours.After(at, TimeSpan.FromHours(6 + random.Below(30))));
            if (stops >= now) return;
            log.Add(request.Pause(random.Pick(Said("note")), by, clock with { Now = stops }));
            if (goesOn >= now) return;
            log.Add(request.Resume(null, by, clock with { Now = goesOn }));
            at = goesOn;
        }
        var solved = hours.After(at, clock.Limits.Solve * (0.15 + 0.95 * random.Share()));
        if (solved < now) log.Add(request.Solve(told.Solution, random.Chance(0.4) ? article : null, by, clock with { Now = solved }, Settings.QuietDays));
    }

    private void End(ServiceRequest request, List<RequestEvent> log, Id<Person> by, RequestClock clock, ref DemoRandom random)
    {
        if (request.State != RequestState.Solved) return;
        var asked = hours.After(request.SolvedAt!.Value, TimeSpan.FromHours(9 + random.Below(18)));
        if (random.Chance(0.6) && asked < now) log.Add(request.Confirm(random.Chance(0.7) ? Math.Clamp((int)Math.Round(4.2 + 0.8 * random.Normal()), 1, 5) : null, random.Chance(0.3) ? random.Pick(Said("thanks")) : null, by, clock with { Now = asked }));
        else if (request.QuietUntil < now) log.Add(request.LeaveQuiet(clock with { Now = request.QuietUntil.Value.AddMinutes(1) }));
    }

    private static List<string> Said(string kind) => [.. DemoWords.All.ServiceLines[kind].Select(c => c[1])];

    private static void Add((ServiceRequest Request, List<RequestEvent> Log) served, long customer, DemoBatch batch, Func<long> nextId)
    {
        var (r, id) = (served.Request, nextId());
        batch.Requests.Add(
        [
            customer, id, 0, batch.Stamp, r.ReceivedAt, r.ReceivedOn, r.Channel.ToString(), r.Title, r.Words, r.OrderNumber, r.TakenBy?.Value, r.KindId.Value, r.QueueId.Value, r.UnitId?.Value, r.HandlerId?.Value, r.State.ToString(), r.Priority.ToString(), r.RespondBy, r.SolveBy, r.DueAt,
            r.SolveFrom, r.StoodStillMinutes, r.PausedAt, r.PausedBecause, r.PausedMinutes, r.RespondedAt, r.RespondMinutes, r.RespondedLate, r.SolvedAt, r.SolveMinutes, r.SolvedLate, r.AtFirstContact, r.Solution, r.ArticleId?.Value, r.QuietUntil, r.ClosedAt, r.ClosedOn, r.End?.ToString(),
            r.Satisfaction, r.Reopened,
        ]);
        foreach (var e in served.Log)
            batch.RequestEvents.Add([customer, nextId(), 0, batch.Stamp, id, e.Act.ToString(), e.HappenedAt, e.PersonId?.Value, e.Words, e.Priority.ToString(), e.GivenToId?.Value, e.MissedLimit]);
    }

    /// <summary>Queues, kinds and articles through the door, as a firm sets them up.</summary>
    public static async Task<IReadOnlyDictionary<string, DemoKind>> SetUp(UseCases useCases, GuanxiDb db, DemoFirm firm, DemoIds ids, CancellationToken ct)
    {
        var lines = DemoWords.All.ServiceLines;
        Dictionary<string, Id<ServiceQueue>> queues = [];
        foreach (var line in lines["queue"])
            queues[line[1]] = (await useCases.Run(new EditQueue { Name = line[1], Rule = Enum.Parse<QueueRule>(line[2]), Members = [.. firm.ServicePeople.Select(p => new Id<Person>(ids.People[p]))] }, Actor.System, ct)).Value;
        foreach (var line in lines["kind"])
        {
            var (respond, solve) = (double.Parse(line[4], CultureInfo.InvariantCulture), double.Parse(line[5], CultureInfo.InvariantCulture));
            _ = (await useCases.Run(new EditKind { Name = line[1], QueueId = queues[line[2]], Priority = Enum.Parse<RequestPriority>(line[3]), RespondHours = respond, SolveHours = solve }, Actor.System, ct)).Value;
        }
        var kinds = await db.Set<RequestKind>().AsNoTracking().ToDictionaryAsync(k => k.Name, ct);
        Dictionary<string, Id<Article>> articles = [];
        var keeper = Actor.System with { Id = new(ids.People[firm.ServicePeople[0]]) };
        foreach (var line in lines["article"])
        {
            var article = new WriteArticle { Title = line[3], Body = line[4].Replace("\\n", "\n", StringComparison.Ordinal), Kind = Enum.Parse<ArticleKind>(line[1], ignoreCase: true), Kinds = [kinds[line[2]].Id], ReviewOn = firm.Plan.Today.AddDays(40 * articles.Count - 20) };
            articles[line[2]] = (await useCases.Run(article, keeper, ct)).Value;
            _ = (await useCases.Run(new PublishArticle { ArticleId = articles[line[2]] }, keeper, ct)).Value;
        }
        return kinds.Values.ToDictionary(k => k.Name, k => new DemoKind(k, k.QueueId, articles.TryGetValue(k.Name, out var article) ? article : null));
    }
}
