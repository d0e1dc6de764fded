using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Puts single values of a file right in place. Check again afterwards.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record FixImportRows : IUseCase<ImportState>, IConcerns<Import>
{
    /// <summary>Who has more to put right does it in the file.</summary>
    public const int Most = 2000;

    public Id<Import> ImportId { get; set; }
    public List<FixedValue> Values { get; set; } = [];

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db) : IHandler<FixImportRows, ImportState>
    {
        public async Task<ImportState> Handle(FixImportRows request, Actor actor, CancellationToken ct)
        {
            var import = await db.ImportToActOn(request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            var corrections = answers.Corrections.ToDictionary(line => line.Key, line => new Dictionary<int, string>(line.Value));
            foreach (var value in request.Values)
            {
                Refuse.If(value.Column < 0 || value.Column >= survey.Columns.Count || value.Line < 1, "exchange.columns.not_in_file", value.Column + 1);
                Refuse.If(value.Value.Length > OrderRowReader.LongestNote, "exchange.row.text_too_long");
                if (!corrections.TryGetValue(value.Line, out var line)) corrections[value.Line] = line = [];
                line[value.Column] = value.Value;
            }

            Refuse.If(corrections.Count > Most, "exchange.import.too_many_fixes", Most);
            import.Answer(import.Survey, answers with { Corrections = corrections });
            return import.State;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{importId}/fixes", (Id<Import> importId, FixImportRows request, Asker asker, CancellationToken ct) => asker.Answer(request with { ImportId = importId }, ct))
            .Produces<ImportState>().WithSummary("Put single values of a file right in place");
}

/// <param name="Line">1-based line of the file.</param>
/// <param name="Column">From 0.</param>
internal sealed record FixedValue(int Line, int Column, string Value);
