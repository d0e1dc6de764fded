using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Exchange.Imports;

/// <summary>Checks all rows of a received file without making an import of it.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record DryRunImport : IQuestion<ImportFindings>
{
    public required ReceivedFile File { get; init; }
    public required ImportAnswers Answers { get; init; }

    internal sealed class Handler(GuanxiDb db, ImportFiles files) : IHandler<DryRunImport, ImportFindings>
    {
        public async Task<ImportFindings> Handle(DryRunImport request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var answers = request.Answers.Currency is null && firm.BaseCurrency.Length > 0 ? request.Answers with { Currency = firm.BaseCurrency } : request.Answers;
            await db.RefuseWhileAnother(default, ct);
            var findings = (await new ImportChecker(db).Check(files.Open(request.File.StoredAs), request.File.Survey, answers, default, null, (_, _) => { }, ct)).Findings;
            // What loading would refuse is refused here, too.
            findings.RefuseUnlessLoadable();
            return PersonalData.IsShownTo(actor, actor.Id) ? findings : new PersonalData(request.File.Survey, answers).Hide(findings);
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/dry-run", async (
            string fileName, string? columns, Named<OrderPreset>? preset, Named<DateOrder>? dateOrder, string? dateFormat, Named<DecimalSign>? decimalSign, string? currency,
            Named<ExistingOrders>? existing, HttpContext http, ImportFiles files, Asker asker, CancellationToken ct) =>
        {
            var answers = new DryRunAnswers
            {
                Columns = columns, Preset = preset?.Value, DateOrder = dateOrder?.Value, DateFormat = dateFormat, DecimalSign = decimalSign?.Value, Currency = currency, Existing = existing?.Value,
            };
            var received = await asker.Run(new ReceiveImportFile { Content = http.Request.Body, FileName = fileName }, ct);
            if (!received.Ok) return asker.Problem(received.Refusal, received.Args, received.Fields);
            try
            {
                return await asker.Answer(new DryRunImport { File = received.Value, Answers = answers.For(received.Value.Survey) }, ct);
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
            .WithSummary("Check a file of orders (its bytes as the body) without keeping it");
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
