using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Writing;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>The rows that were or would be refused, as a file of the same columns and one that says what is wrong, to be put right and loaded again.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record ImportErrorFile : IQuestion<ErrorFile>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, ImportFiles files, Texts texts) : IHandler<ImportErrorFile, ErrorFile>
    {
        public async Task<ErrorFile> Handle(ImportErrorFile request, Actor actor, CancellationToken ct)
        {
            var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            var source = files.Open(import.StoredAs);
            var there = StoredJson.Read<WriteStart>(import.Start)?.There.ToHashSet(StringComparer.Ordinal);
            var file = await new ImportChecker(db).Check(source, survey, answers, import.Id, there, (_, _) => { }, ct);
            using var output = new MemoryStream();
            var personal = PersonalData.IsShownTo(actor, import.CreatedBy) ? null : new PersonalData(survey, answers);
            ErrorRowsFile.Write(source, answers.Reading(survey), file.File.Errors, texts["exchange.errors.column"],
                error => ErrorWords.Of(texts, personal?.Hide(error) ?? error, survey.Header), output, personal?.InRows(file.File.Errors));
            var name = Path.GetFileNameWithoutExtension(import.FileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? import.FileName[..^3] : import.FileName);
            return new($"{name}-{texts["exchange.errors.file_name"]}.csv", output.ToArray());
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/imports/{importId}/errors.csv", Download).Produces(200, contentType: "text/csv").WithSummary("The refused rows as a file to put right and load again");

    public static async Task<IResult> Download(Id<Import> importId, Asker asker, CancellationToken ct)
    {
        var outcome = await asker.Run(new ImportErrorFile { ImportId = importId }, ct);
        return outcome.Ok ? Results.File(outcome.Value.Content, "text/csv; charset=utf-8", outcome.Value.Name) : asker.Problem(outcome.Refusal, outcome.Args, outcome.Fields);
    }
}

internal sealed record ErrorFile(string Name, byte[] Content);

/// <summary>Row errors in words.</summary>
internal static class ErrorWords
{
    public static string Of(Texts texts, RowError error, IReadOnlyList<string>? header)
    {
        var column = error.Column is not { } at ? "" : header is not null && at < header.Count && header[at].Length > 0 ? header[at] : texts["exchange.column.number", at + 1];
        return texts[error.Code, column, error.Value];
    }
}
