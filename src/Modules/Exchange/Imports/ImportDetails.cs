using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>One import: how its file will be read with the first rows as they would be, what is still to be decided, what the check found, the receipt.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record ImportDetails : IQuestion<ImportView>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    /// <summary>First rows to read as they would be loaded; none where it is 0.</summary>
    public int PreviewRows { get; init; } = 5;

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, ImportFiles files, RecordViews records) : IHandler<ImportDetails, ImportView>
    {
        public async Task<ImportView> Handle(ImportDetails request, Actor actor, CancellationToken ct)
        {
            var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            var personal = PersonalData.IsShownTo(actor, import.CreatedBy) ? null : new PersonalData(survey, answers);
            var most = Math.Min(request.PreviewRows, 50);
            RefusedException? blocked = null;
            var look = import.IsOrders ? null : await records.Of(import, survey, answers, most, personal, ct);
            var reading = look is null ? Readable(() => Unreadable.Refused(() => answers.Reading(survey)), out blocked) : null;
            blocked ??= look?.Blocked;
            var asked = blocked is null && most > 0;
            var preview = asked && reading is not null && files.Has(import.StoredAs) ? OrderFile.Preview(files.Open(import.StoredAs), reading, most) : [];
            var findings = look is null ? StoredJson.Read<ImportFindings>(import.Findings) : null;
            var receipt = look is null ? StoredJson.Read<ImportReceipt>(import.Receipt) : null;
            var job = import.JobId is null ? null : await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.Id == import.JobId, ct);
            return new()
            {
                Id = import.Id,
                Kind = import.Kind,
                FileName = import.FileName,
                Bytes = import.Bytes,
                State = import.State,
                CreatedAt = import.CreatedAt,
                FinishedAt = import.FinishedAt,
                UndoneAt = import.UndoneAt,
                Survey = personal?.Hide(survey) ?? survey,
                Answers = personal?.Hide(answers) ?? answers,
                Questions = look?.Questions ?? answers.Questions(survey),
                Blocked = blocked?.Code,
                BlockedArgs = blocked?.Args ?? [],
                FileOn = asked ? await files.Elsewhere(db, import.StoredAs, ct) : null,
                Preview = personal is null ? preview : [.. preview.Select(personal.Hide)],
                Findings = findings is null ? null : personal?.Hide(findings) ?? findings,
                Receipt = receipt is null || personal is null ? receipt : receipt with { Written = personal.Hide(receipt.Written) },
                Records = look?.View,
                JobId = import.JobId,
                JobState = job?.State,
                JobProblem = job?.Problem,
                BaseCurrency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
            };
        }
    }

    /// <summary>How a file is read, or why it can't be yet.</summary>
    internal static T? Readable<T>(Func<T> reading, out RefusedException? blocked) where T : class
    {
        blocked = null;
        try
        {
            return reading();
        }
        catch (RefusedException refused)
        {
            blocked = refused;
            return null;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/imports/{importId}", (Id<Import> importId, Asker asker, CancellationToken ct) => asker.Answer(new ImportDetails { ImportId = importId }, ct))
            .Produces<ImportView>().WithSummary("One import: how it is read, what is to be decided, what the check found, the receipt");
}

internal sealed record ImportView
{
    public required Id<Import> Id { get; init; }

    /// <summary>What its rows are: <c>orders</c>, or a kind of records.</summary>
    public required string Kind { get; init; }
    public required string FileName { get; init; }
    public required long Bytes { get; init; }
    public required ImportState State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }
    public required FileSurvey Survey { get; init; }
    public required ImportAnswers Answers { get; init; }
    public required IReadOnlyList<ReadingQuestion> Questions { get; init; }

    /// <summary>Why the file can't be read yet; null where it can.</summary>
    public string? Blocked { get; init; }
    public IReadOnlyList<object?> BlockedArgs { get; init; } = [];

    /// <summary>The node that has the file, where the one that answers can't read its rows; null where it can.</summary>
    public string? FileOn { get; init; }
    public required IReadOnlyList<PreviewRow> Preview { get; init; }
    public ImportFindings? Findings { get; init; }
    public ImportReceipt? Receipt { get; init; }

    /// <summary>What there is to say of a file of records; null for orders.</summary>
    public RecordView? Records { get; init; }
    public Id<Job>? JobId { get; init; }
    public JobState? JobState { get; init; }
    public string? JobProblem { get; init; }
    public required string BaseCurrency { get; init; }

    /// <summary>What the check found, whatever the rows are; or what was loaded, once it is.</summary>
    [JsonIgnore] public RowFindings? Found => (RowFindings?)Findings ?? Records?.Findings;
    [JsonIgnore] public RowFindings? Loaded => (RowFindings?)Receipt?.Written ?? Records?.Receipt?.Written;
}
