using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Says how a file is to be read: its columns, dates, decimal sign, currency and rates, and what to do with orders that are there already. May be said in parts.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record AnswerImport : IUseCase<ImportState>, IConcerns<Import>
{
    public Id<Import> ImportId { get; set; }

    /// <summary>What the rows are: <c>orders</c>, or a kind of records. Another one than before, and the columns are suggested anew.</summary>
    [StringLength(20)] public string? Kind { get; set; }

    /// <summary>What the whole file is about, where its kind asks for that: the version of a survey.</summary>
    [StringLength(40)] public string? Subject { get; set; }

    /// <summary>The column of each role, counted from 0; null leaves the mapping as it is.</summary>
    public Dictionary<ColumnRole, int>? Columns { get; set; }

    /// <summary>The same for the fields of a kind of records.</summary>
    public Dictionary<string, int>? Fields { get; set; }
    public OrderPreset? Preset { get; set; }
    public DateOrder? DateOrder { get; set; }
    [StringLength(60)] public string? DateFormat { get; set; }
    public DecimalSign? DecimalSign { get; set; }
    [StringLength(3)] public string? Currency { get; set; }
    public ExistingOrders? Existing { get; set; }
    public Dictionary<string, decimal>? Rates { get; set; }

    /// <summary>A new look at the file, where its layout was said to be another one.</summary>
    [JsonIgnore] public FileSurvey? Survey { get; set; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, RecordImports imports, KindGuess guess) : IHandler<AnswerImport, ImportState>
    {
        public async Task<ImportState> Handle(AnswerImport request, Actor actor, CancellationToken ct)
        {
            var import = await db.ImportToActOn(request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            var kind = string.IsNullOrEmpty(request.Kind) ? import.Kind : request.Kind;
            imports.Admit(actor, kind);
            var subject = string.IsNullOrEmpty(request.Subject) ? null : request.Subject;
            // Another kind, another survey or other columns have other meanings: only what isn't about them stays.
            var anew = request.Survey is not null || kind != import.Kind || (kind != Import.Orders && subject is not null && subject != answers.Subject);
            if (anew)
            {
                survey = request.Survey ?? survey;
                var suggested = kind == Import.Orders ? ImportAnswers.Suggested(survey, answers.Currency ?? "")
                    : subject is not null ? (await imports.Sheet(kind, subject, ct)).Suggested(survey) : (await guess.Of(survey, kind, actor, ct)).Answers!;
                answers = suggested with { Existing = answers.Existing, Rates = answers.Rates };
            }
            foreach (var (currency, rate) in request.Rates ?? [])
            {
                Refuse.Field(nameof(Rates), !Currencies.Known(currency), "exchange.currency.unknown", currency);
                Refuse.Field(nameof(Rates), rate is <= 0 or > 1_000_000, "exchange.rate.out_of_range", currency);
            }

            if (request.Columns is { } columns && !anew) Unreadable.Refused(() => new ColumnMapping(columns).InFile(survey.Columns.Count));
            if (!string.IsNullOrWhiteSpace(request.DateFormat)) Unreadable.Refused(() => DateReading.Exactly(request.DateFormat));
            // What a form of other fields says about columns is not about these.
            var (columnsNow, fieldsNow) = anew ? (answers.Columns, answers.Fields) : (request.Columns ?? answers.Columns, request.Fields ?? answers.Fields);
            var sameColumns = columnsNow.OrderBy(c => c.Key).SequenceEqual(answers.Columns.OrderBy(c => c.Key)) && fieldsNow.OrderBy(f => f.Key).SequenceEqual(answers.Fields.OrderBy(f => f.Key));
            import.Answer(StoredJson.Write(survey), answers with
            {
                Columns = columnsNow,
                Fields = fieldsNow,
                Preset = request.Preset ?? answers.Preset,
                DateOrder = request.DateOrder ?? (sameColumns ? answers.DateOrder : null),
                DateFormat = request.DateFormat is null ? answers.DateFormat : request.DateFormat.Length == 0 ? null : request.DateFormat,
                DecimalSign = request.DecimalSign ?? (sameColumns ? answers.DecimalSign : null),
                Currency = string.IsNullOrEmpty(request.Currency) ? answers.Currency : request.Currency.ToUpperInvariant(),
                Existing = request.Existing ?? answers.Existing,
                Rates = request.Rates is { } rates ? new(answers.Rates.Concat(rates).GroupBy(r => r.Key).ToDictionary(r => r.Key, r => r.Last().Value)) : answers.Rates,
            }, kind);
            return import.State;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{importId}/answers", (Id<Import> importId, AnswerImport request, Asker asker, CancellationToken ct) => asker.Answer(request with { ImportId = importId }, ct))
            .Produces<ImportState>().WithSummary("Say how the file of an import is to be read");
}
