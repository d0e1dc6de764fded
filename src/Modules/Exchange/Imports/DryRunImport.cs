using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Exchange.Imports;

/// <summary>Checks all rows of a received file without making an import of it.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record DryRunImport : IQuestion<DryRun>
{
    public required ReceivedFile File { get; init; }
    public required ImportAnswers Answers { get; init; }

    /// <summary>With the refused rows as the file that people put right.</summary>
    public bool WithErrorFile { get; init; }

    /// <summary>Also where nothing of it could be loaded: for who wants to see why.</summary>
    public bool Anyway { get; init; }

    internal sealed class Handler(GuanxiDb db, ImportFiles files, Texts texts) : IHandler<DryRunImport, DryRun>
    {
        public async Task<DryRun> Handle(DryRunImport request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var answers = request.Answers.Currency is null && firm.BaseCurrency.Length > 0 ? request.Answers with { Currency = firm.BaseCurrency } : request.Answers;
            var (source, survey) = (files.Open(request.File.StoredAs), request.File.Survey);
            await db.RefuseWhileAnother(default, ct);
            var file = await new ImportChecker(db).Check(source, survey, answers, default, null, (_, _) => { }, ct);
            // What loading would refuse is refused here, too.
            if (!request.Anyway) file.Findings.RefuseUnlessLoadable();
            var personal = PersonalData.IsShownTo(actor, actor.Id) ? null : new PersonalData(survey, answers);
            return new(personal?.Hide(file.Findings) ?? file.Findings,
                request.WithErrorFile && file.File.Errors.Count > 0 ? ErrorFile.Of(source, survey, answers.Reading(survey), file.File.Errors, personal, request.File.FileName, texts) : null);
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/dry-run", async (
            string fileName, string? columns, Named<OrderPreset>? preset, Named<DateOrder>? dateOrder, string? dateFormat, Named<DecimalSign>? decimalSign, string? currency,
            Named<ExistingOrders>? existing, string? kind, string? subject, HttpContext http, ImportFiles files, Asker asker, CancellationToken ct) =>
        {
            var answers = new DryRunAnswers
            {
                Columns = columns, Preset = preset?.Value, DateOrder = dateOrder?.Value, DateFormat = dateFormat, DecimalSign = decimalSign?.Value, Currency = currency, Existing = existing?.Value,
            };
            var received = await asker.Run(new ReceiveImportFile { Content = http.Request.Body, FileName = fileName }, ct);
            if (!received.Ok) return asker.Problem(received.Refusal, received.Args, received.Fields);
            try
            {
                if (kind is not (null or Import.Orders))
                {
                    var records = await asker.Run(new DryRunRecords { File = received.Value, Kind = kind, Wanted = new() { Columns = columns, Subject = subject, DateOrder = dateOrder?.Value, DateFormat = dateFormat, DecimalSign = decimalSign?.Value } }, ct);
                    return records.Ok ? Results.Json(records.Value.Findings) : asker.Problem(records.Refusal, records.Args, records.Fields);
                }
                var outcome = await asker.Run(new DryRunImport { File = received.Value, Answers = answers.For(received.Value.Survey) }, ct);
                return outcome.Ok ? Results.Json(outcome.Value.Findings) : asker.Problem(outcome.Refusal, outcome.Args, outcome.Fields);
            }
            catch (RefusedException refused)
            {
                return asker.Problem(refused.Code, refused.Args, new Dictionary<string, string[]>());
            }
            finally
            {
                files.Remove(received.Value.StoredAs);
            }
        }).WithMetadata(new UploadLimit()).Accepts<byte[]>("application/octet-stream", "text/csv", "text/plain", "text/tab-separated-values", "application/gzip").Produces<ImportFindings>()
            .WithSummary("Check a file of orders, or of records of the kind given, (its bytes as the body) without keeping it");
}

/// <summary>What a dry run is told of its file beside the bytes; what isn't said is as the file suggests.</summary>
internal sealed record DryRunAnswers
{
    /// <summary>As on the command line: <c>customer=CustomerID,order=2,date=InvoiceDate</c>.</summary>
    public string? Columns { get; init; }
    public OrderPreset? Preset { get; init; }
    public DateOrder? DateOrder { get; init; }
    public string? DateFormat { get; init; }
    public DecimalSign? DecimalSign { get; init; }
    public string? Currency { get; init; }
    public ExistingOrders? Existing { get; init; }

    /// <exception cref="RefusedException">The columns can't be those.</exception>
    public ImportAnswers For(FileSurvey survey)
    {
        var suggested = ImportAnswers.Suggested(survey, "");
        return suggested with
        {
            Columns = Columns is null ? suggested.Columns : new(Unreadable.Refused(() => ColumnMapping.Parse(Columns, survey.Header, survey.Columns.Count)).Columns),
            Preset = Preset ?? (Columns is null ? suggested.Preset : OrderPreset.Generic),
            DateOrder = DateOrder,
            DateFormat = DateFormat,
            DecimalSign = DecimalSign,
            Currency = Currency?.ToUpperInvariant() ?? suggested.Currency,
            Existing = Existing ?? ExistingOrders.Refuse,
        };
    }
}

/// <param name="Errors">Null where no row is refused, or nobody asked.</param>
internal sealed record DryRun(ImportFindings Findings, ErrorFile? Errors);
