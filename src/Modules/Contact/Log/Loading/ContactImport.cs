using System.Globalization;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Loading;

/// <summary>An old contact log from files. A next step that is still to come is a task; one of long ago stays words.</summary>
internal sealed class ContactImport(GuanxiDb db, IDatabase database, Texts texts) : IRecordImport
{
    private const int LongestStep = 200, LongestResult = 2000, LongestPurpose = 500;
    private const string Cause = "contact.import.";

    public string Kind => RecordKinds.Contacts;
    public string Text => "contact.load.contacts";
    public string Right => ContactRights.Edit;

    public Task<IReadOnlyList<RecordField>> Fields(string? subject, CancellationToken ct)
    {
        var words = new RecordWords(texts, "contact.load.contact");
        return Task.FromResult<IReadOnlyList<RecordField>>(
        [
            words.Field("number") with { Longest = RecordRow.LongestNumber }, words.Field("happened_at", RecordFieldKind.Moment) with { Required = true }, words.Choice<ContactChannel>("channel", "contact") with { Required = true },
            words.Choice<ContactDirection>("direction", "contact"), words.Choice<ContactReach>("reach", "contact"), words.Field("person", RecordFieldKind.Person),
            words.Field("minutes", RecordFieldKind.Number) with { Most = 24 * 60, Whole = true }, words.Field("purpose") with { Longest = LongestPurpose }, words.Field("result"), words.Field("next_step") with { Longest = LongestStep },
            words.Field("next_on", RecordFieldKind.Day),
        ]);
    }

    public async Task Check(RecordBatch batch, CancellationToken ct)
    {
        var language = await db.LanguageOf(batch.By, ct);
        foreach (var row in batch.Rows)
        {
            row.FailIf(row.Moment("happened_at") > batch.Now, "happened_at", "contact.load.in_the_future");
            row.FailIf(row.Choice<ContactDirection>("direction") == ContactDirection.FromCustomer && row.Choice<ContactReach>("reach") is not (null or ContactReach.Reached), "reach", "contact.load.called_us");
            row.FailIf(Said(row, language).Length > LongestResult, "result", "contact.load.result_too_long");
        }
    }

    public async Task Write(RecordBatch batch, CancellationToken ct)
    {
        var firm = await db.Setting<FirmSettings>(ct);
        var (today, language) = (firm.DayOf(batch.Now), await db.LanguageOf(batch.By, ct));
        var (entries, tasks) = (new List<ContactEntry>(batch.Rows.Count), new List<FollowUp>());
        foreach (var row in batch.Rows)
        {
            var (at, person, due) = (row.Moment("happened_at")!.Value, row.Person("person") ?? batch.By, row.Day("next_on"));
            var comes = row.Has("next_step") && due >= today;
            var note = new ContactNote(row.Choice<ContactChannel>("channel")!.Value, row.Choice<ContactDirection>("direction") ?? ContactDirection.ToCustomer, row.Whole("minutes"), row.Text("purpose"),
                comes ? row.Text("result") : Said(row, language), row.Choice<ContactReach>("reach") ?? ContactReach.Reached);
            var entry = ContactEntry.Log(row.CustomerId!.Value, note, person, at, firm.DayOf(at), batch.Now, (batch.ImportId, row.Number));
            entries.Add(entry);
            if (comes) tasks.Add(FollowUp.Plan(entry.CustomerId, row.Text("next_step")!, person, due!.Value, Cause + entry.Id.Value.ToString(CultureInfo.InvariantCulture), batch.By, batch.Now));
        }

        await database.AddMany(db, entries, ct);
        await database.AddMany(db, tasks, ct);
    }

    public Task<IReadOnlyDictionary<string, long?>> There(IReadOnlyCollection<string> numbers, string? subject, CancellationToken ct) => db.Set<ContactEntry>().There(numbers, ct);

    public Task<long> Left(long import, CancellationToken ct) => db.Set<ContactEntry>().Left(import, ct);

    public async Task<TakenBack> TakeBack(long import, long after, CancellationToken ct)
    {
        var from = new Id<ContactEntry>(after);
        var next = await db.Set<ContactEntry>().Where(e => e.ImportId == import && e.Id > from).OrderBy(e => e.Id).Take(RecordKinds.AtOnce).ToListAsync(ct);
        if (next.Count == 0) return default;
        var owners = next.Select(e => e.CustomerId).Distinct().ToList();
        var causes = next.Select(e => (string?)(Cause + e.Id.Value.ToString(CultureInfo.InvariantCulture))).ToList();
        var tasks = (await db.Set<FollowUp>().Where(t => owners.Contains(t.CustomerId) && causes.Contains(t.Cause)).ToListAsync(ct)).ToLookup(t => t.Cause![Cause.Length..]);
        var free = next.Where(e => e.Version == 0 && e.Attachments == 0 && tasks[e.Id.ToString()].All(t => t.Version == 0)).ToList();
        db.RemoveRange(free.SelectMany(e => tasks[e.Id.ToString()]));
        db.RemoveRange(free);
        return new(free.Count, next.Count - free.Count, next[^1].Id.Value);
    }

    /// <summary>The result, with the next step that was meant then: in the language of who loads it, whose words they become.</summary>
    private string Said(RecordRow row, CultureInfo language)
    {
        var (result, step) = (row.Text("result"), row.Text("next_step"));
        if (step is null) return result ?? "";
        var meant = texts.In(language, "contact.load.meant_next", step);
        return result is null ? meant : $"{result}\n{meant}";
    }
}
