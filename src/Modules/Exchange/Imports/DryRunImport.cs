using Guanxi.Data;
using Guanxi.Exchange.Checking;

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
            return (await new ImportChecker(db).Check(files.Open(request.File.StoredAs), request.File.Survey, answers, default, null, (_, _) => { }, ct)).Findings;
        }
    }
}
