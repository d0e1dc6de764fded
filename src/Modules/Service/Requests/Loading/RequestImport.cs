using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Loading;

/// <summary>Old service requests from files.</summary>
internal sealed class RequestImport(GuanxiDb db, IDatabase database, Texts texts) : IRecordImport
{
    private const int LongestTitle = 200;

    public string Kind => RecordKinds.Requests;
    public string Text => "service.load.requests";
    public string Right => ServiceRights.Edit;

    public async Task<IReadOnlyList<RecordField>> Fields(string? subject, CancellationToken ct)
    {
        var words = new RecordWords(texts, "service.load.request");
        var kinds = await db.Set<RequestKind>().AsNoTracking().OrderBy(kind => kind.Id).Select(kind => new { kind.Id, kind.Name }).ToListAsync(ct);
        return
        [
            words.Field("number") with { Longest = RecordRow.LongestNumber }, words.Field("received_at", RecordFieldKind.Moment) with { Required = true },
            words.Field("kind", RecordFieldKind.Choice) with { Required = true, Choices = [.. kinds.Select(kind => new RecordChoice(kind.Id.ToString(), kind.Name, [kind.Name]))] },
            words.Choice<RequestPriority>("priority", "service"), words.Field("title") with { Required = true, Longest = LongestTitle }, words.Field("words"), words.Choice<ServiceChannel>("channel", "service"),
            words.Field("order_number") with { Longest = 60 }, words.Field("handler", RecordFieldKind.Person), words.Field("responded_at", RecordFieldKind.Moment), words.Field("solved_at", RecordFieldKind.Moment), words.Field("solution"),
            words.Field("closed_at", RecordFieldKind.Moment), words.Field("satisfaction", RecordFieldKind.Number) with { Least = 1, Most = 5, Whole = true },
        ];
    }

    public Task Check(RecordBatch batch, CancellationToken ct)
    {
        foreach (var row in batch.Rows)
        {
            OldTimes.Check(row, batch.Now, "responded_at", "solved_at", "closed_at");
            var solved = row.Has("solved_at");
            row.FailIf(row.Has("solution") && !solved, "solution", "service.load.solution_without_time");
            row.FailIf(row.Has("closed_at") && !solved, "closed_at", "service.load.closed_without_solved");
            row.FailIf(row.Has("satisfaction") && !solved, "satisfaction", "service.load.satisfaction_without_solved");
        }

        return Task.CompletedTask;
    }

    public async Task Write(RecordBatch batch, CancellationToken ct)
    {
        var (settings, firm, calendars) = (await db.Setting<RequestSettings>(ct), await db.Setting<FirmSettings>(ct), await db.Calendars(ct));
        var kinds = await db.Set<RequestKind>().AsNoTracking().ToDictionaryAsync(kind => kind.Id.ToString(), ct);
        var queues = await db.Set<ServiceQueue>().AsNoTracking().ToDictionaryAsync(queue => queue.Id, queue => queue.UnitId, ct);
        var customers = batch.Rows.Select(row => row.CustomerId!.Value).Distinct().ToList();
        var units = await db.CustomerOwners().Where(customer => customers.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, customer => customer.UnitId, ct);
        var (requests, logs) = (new List<ServiceRequest>(batch.Rows.Count), new List<RequestEvent>());
        foreach (var row in batch.Rows)
        {
            var kind = kinds[row.Text("kind")!];
            var details = new RequestDetails
            {
                Kind = kind.Id, Queue = kind.QueueId, Unit = queues[kind.QueueId] ?? units[row.CustomerId!.Value], Title = row.Text("title")!, Words = row.Text("words"), OrderNumber = row.Text("order_number"),
                Channel = row.Choice<ServiceChannel>("channel") ?? ServiceChannel.Other, Priority = row.Choice<RequestPriority>("priority") ?? kind.Priority,
            };
            var share = settings.ShareOf(details.Priority);
            var clock = new RequestClock(calendars.Of(details.Unit), new(TimeSpan.FromHours(kind.RespondHours * share), TimeSpan.FromHours(kind.SolveHours * share)), firm, batch.Now);
            var (request, log) = ServiceRequest.Load(Old(row, batch, details), clock);
            requests.Add(request);
            logs.AddRange(log);
        }

        await database.AddMany(db, requests, ct);
        await database.AddMany(db, logs, ct);
    }

    public Task<IReadOnlyDictionary<string, long?>> There(IReadOnlyCollection<string> numbers, string? subject, CancellationToken ct) => db.Set<ServiceRequest>().There(numbers, ct);

    public Task<long> Left(long import, CancellationToken ct) => db.Set<ServiceRequest>().Left(import, ct);

    public async Task<TakenBack> TakeBack(long import, long after, CancellationToken ct)
    {
        var from = new Id<ServiceRequest>(after);
        var next = await db.Set<ServiceRequest>().Where(r => r.ImportId == import && r.Id > from).OrderBy(r => r.Id).Take(RecordKinds.AtOnce).ToListAsync(ct);
        if (next.Count == 0) return default;
        var (owners, ids) = (next.Select(r => r.CustomerId).Distinct().ToList(), next.Select(r => r.Id).ToList());
        var log = await db.Set<RequestEvent>().Where(e => owners.Contains(e.CustomerId) && ids.Contains(e.RequestId)).ToListAsync(ct);
        var worked = next.Where(r => r.Version > 0).Select(r => r.Id).Concat(log.Where(e => e.ImportId != import).Select(e => e.RequestId)).ToHashSet();
        db.RemoveRange(log.Where(e => !worked.Contains(e.RequestId)));
        db.RemoveRange(next.Where(r => !worked.Contains(r.Id)));
        return new(next.Count - worked.Count, worked.Count, next[^1].Id.Value);
    }

    private static OldRequest Old(RecordRow row, RecordBatch batch, RequestDetails details)
    {
        var received = row.Moment("received_at")!.Value;
        var responded = row.Moment("responded_at").NotBefore(received);
        var solved = row.Moment("solved_at").NotBefore(responded ?? received);
        return new()
        {
            Customer = row.CustomerId!.Value, ImportId = batch.ImportId, Number = row.Number, By = batch.By, Details = details, ReceivedAt = received, Handler = row.Person("handler"), RespondedAt = responded, SolvedAt = solved,
            ClosedAt = row.Moment("closed_at").NotBefore(solved ?? received), Solution = row.Text("solution"), Satisfaction = row.Whole("satisfaction"),
        };
    }
}
