using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Loading;

/// <summary>Old complaints from files.</summary>
internal sealed class ComplaintImport(GuanxiDb db, IDatabase database, Texts texts) : IRecordImport
{
    public string Kind => RecordKinds.Complaints;
    public string Text => "service.load.complaints";
    public string Right => ServiceRights.Edit;

    public Task<IReadOnlyList<RecordField>> Fields(string? subject, CancellationToken ct)
    {
        var words = new RecordWords(texts, "service.load.complaint");
        return Task.FromResult<IReadOnlyList<RecordField>>(
        [
            words.Field("number") with { Longest = RecordRow.LongestNumber }, words.Field("received_at", RecordFieldKind.Moment) with { Required = true }, words.Choice<ServiceChannel>("channel", "service"),
            words.Choice<ComplaintCause>("cause", "service"), words.Field("summary") with { Required = true }, words.Field("wish"), words.Field("order_number") with { Longest = 60 }, words.Field("handler", RecordFieldKind.Person),
            words.Field("unit", RecordFieldKind.Unit), words.Field("heard_at", RecordFieldKind.Moment), words.Choice<Verdict>("verdict", "service"), words.Choice<ComplaintOrigin>("origin", "service"), words.Field("key_points"),
            words.Field("root_cause"), words.Field("solution"), words.Field("compensation", RecordFieldKind.Money), words.Field("solved_at", RecordFieldKind.Moment), words.Field("closed_at", RecordFieldKind.Moment),
            words.Field("satisfaction", RecordFieldKind.Number) with { Least = 1, Most = 5, Whole = true },
        ]);
    }

    /// <summary>No step is skipped: what stands in a later one must be proved by those before it.</summary>
    public Task Check(RecordBatch batch, CancellationToken ct)
    {
        foreach (var row in batch.Rows)
        {
            OldTimes.Check(row, batch.Now, "heard_at", "solved_at", "closed_at");
            var (verdict, solution, closed) = (row.Has("verdict"), row.Has("solution"), row.Has("closed_at"));
            row.FailIf(solution && !verdict, "solution", "service.load.solution_without_verdict");
            row.FailIf(row.Has("solved_at") && !solution, "solved_at", "service.load.solved_without_solution");
            row.FailIf(row.Money("compensation") > 0 && !solution, "compensation", "service.load.compensation_without_solution");
            row.FailIf(row.Money("compensation") < 0, "compensation", "service.load.compensation_negative");
            row.FailIf(closed && !solution, "closed_at", "service.load.closed_without_solution");
            row.FailIf(row.Has("satisfaction") && !closed, "satisfaction", "service.load.satisfaction_without_end");
            row.FailIf(row.Has("origin") && !verdict, "origin", "service.load.origin_without_verdict");
        }

        return Task.CompletedTask;
    }

    public async Task Write(RecordBatch batch, CancellationToken ct)
    {
        var (settings, firm, calendars) = (await db.Setting<ComplaintSettings>(ct), await db.Setting<FirmSettings>(ct), await db.Calendars(ct));
        var customers = batch.Rows.Select(row => row.CustomerId!.Value).Distinct().ToList();
        var units = await db.CustomerOwners().Where(customer => customers.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, customer => customer.UnitId, ct);
        var (complaints, solutions, logs) = (new List<Complaint>(batch.Rows.Count), new List<Proposal>(), new List<ComplaintEvent>());
        foreach (var row in batch.Rows)
        {
            var old = Old(row, batch) with { Unit = row.Unit("unit") ?? units[row.CustomerId!.Value] };
            // The grade of those days nobody knows: the standard limits hold.
            var (complaint, solution, log) = Complaint.Load(old, new(calendars.Of(old.Unit), settings.Of(null), firm, batch.Now), settings);
            complaints.Add(complaint);
            if (solution is not null) solutions.Add(solution);
            logs.AddRange(log);
        }

        await database.AddMany(db, complaints, ct);
        await database.AddMany(db, solutions, ct);
        await database.AddMany(db, logs, ct);
    }

    public Task<IReadOnlyDictionary<string, long?>> There(IReadOnlyCollection<string> numbers, string? subject, CancellationToken ct) => db.Set<Complaint>().There(numbers, ct);

    public Task<long> Left(long import, CancellationToken ct) => db.Set<Complaint>().Left(import, ct);

    public async Task<TakenBack> TakeBack(long import, long after, CancellationToken ct)
    {
        var from = new Id<Complaint>(after);
        var next = await db.Set<Complaint>().Where(c => c.ImportId == import && c.Id > from).OrderBy(c => c.Id).Take(RecordKinds.AtOnce).ToListAsync(ct);
        if (next.Count == 0) return default;
        var (owners, ids) = (next.Select(c => c.CustomerId).Distinct().ToList(), next.Select(c => c.Id).ToList());
        var log = await db.Set<ComplaintEvent>().Where(e => owners.Contains(e.CustomerId) && ids.Contains(e.ComplaintId)).ToListAsync(ct);
        var solutions = await db.Set<Proposal>().Where(p => owners.Contains(p.CustomerId) && ids.Contains(p.ComplaintId)).ToListAsync(ct);
        var worked = next.Where(c => c.Version > 0).Select(c => c.Id).Concat(log.Where(e => e.ImportId != import).Select(e => e.ComplaintId)).Concat(solutions.Where(p => p.ImportId != import).Select(p => p.ComplaintId)).ToHashSet();
        db.RemoveRange(log.Where(e => !worked.Contains(e.ComplaintId)));
        db.RemoveRange(solutions.Where(p => !worked.Contains(p.ComplaintId)));
        db.RemoveRange(next.Where(c => !worked.Contains(c.Id)));
        return new(next.Count - worked.Count, worked.Count, next[^1].Id.Value);
    }

    private static OldComplaint Old(RecordRow row, RecordBatch batch)
    {
        var received = row.Moment("received_at")!.Value;
        var heard = row.Moment("heard_at").NotBefore(received);
        var solved = row.Moment("solved_at").NotBefore(heard ?? received);
        return new()
        {
            Customer = row.CustomerId!.Value, ImportId = batch.ImportId, Number = row.Number, By = batch.By, ReceivedAt = received, Summary = row.Text("summary")!, Channel = row.Choice<ServiceChannel>("channel") ?? ServiceChannel.Other,
            Cause = row.Choice<ComplaintCause>("cause") ?? ComplaintCause.Other, Wish = row.Text("wish"), OrderNumber = row.Text("order_number"), Handler = row.Person("handler"), HeardAt = heard,
            Verdict = row.Choice<Verdict>("verdict"), Origin = row.Choice<ComplaintOrigin>("origin"), KeyPoints = row.Text("key_points"), RootCause = row.Text("root_cause"), Solution = row.Text("solution"),
            CompensationMinor = row.Money("compensation") ?? 0, SolvedAt = solved, ClosedAt = row.Moment("closed_at").NotBefore(solved ?? heard ?? received), Satisfaction = row.Whole("satisfaction"),
        };
    }
}
