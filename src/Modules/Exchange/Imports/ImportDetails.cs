using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
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

    internal sealed class Handler(GuanxiDb db, ImportFiles files) : IHandler<ImportDetails, ImportView>
    {
        public async Task<ImportView> Handle(ImportDetails request, Actor actor, CancellationToken ct)
        {
            var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            var reading = Reading(survey, answers, out var blocked);
            var personal = PersonalData.IsShownTo(actor, import.CreatedBy) ? null : new PersonalData(survey, answers);
            var asked = reading is not null && request.PreviewRows > 0;
            var preview = asked && files.Has(import.StoredAs) ? OrderFile.Preview(files.Open(import.StoredAs), reading!, Math.Min(request.PreviewRows, 50)) : [];
            var findings = StoredJson.Read<ImportFindings>(import.Findings);
            var receipt = StoredJson.Read<ImportReceipt>(import.Receipt);
            var job = import.JobId is null ? null : await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.Id == import.JobId, ct);
            return new()
            {
                Id = import.Id,
                FileName = import.FileName,
                Bytes = import.Bytes,
                State = import.State,
                CreatedAt = import.CreatedAt,
                FinishedAt = import.FinishedAt,
                UndoneAt = import.UndoneAt,
                Survey = personal?.Hide(survey) ?? survey,
                Answers = personal?.Hide(answers) ?? answers,
                Questions = answers.Questions(survey),
                Blocked = blocked?.Code,
                BlockedArgs = blocked?.Args ?? [],
                FileOn = asked ? await files.Elsewhere(db, import.StoredAs, ct) : null,
                Preview = personal is null ? preview : [.. preview.Select(personal.Hide)],
                Findings = findings is null ? null : personal?.Hide(findings) ?? findings,
                Receipt = receipt is null || personal is null ? receipt : receipt with { Written = personal.Hide(receipt.Written) },
                JobId = import.JobId,
                JobState = job?.State,
                JobProblem = job?.Problem,
                BaseCurrency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
            };
        }

        private static OrderReading? Reading(FileSurvey survey, ImportAnswers answers, out RefusedException? blocked)
        {
            blocked = null;
            try
            {
                return Unreadable.Refused(() => answers.Reading(survey));
            }
            catch (RefusedException refused)
            {
                blocked = refused;
                return null;
            }
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/imports/{importId}", (Id<Import> importId, Asker asker, CancellationToken ct) => asker.Answer(new ImportDetails { ImportId = importId }, ct))
            .Produces<ImportView>().WithSummary("One import: how it is read, what is to be decided, what the check found, the receipt");
}

internal sealed record ImportView
{
    public required Id<Import> Id { get; init; }
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
    public Id<Job>? JobId { get; init; }
    public JobState? JobState { get; init; }
    public string? JobProblem { get; init; }
    public required string BaseCurrency { get; init; }
}
