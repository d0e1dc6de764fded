using Guanxi.Data;
using Guanxi.Exchange.Checking;

namespace Guanxi.Exchange.Imports;

/// <summary>Checks all rows of a received file without making an import of it.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record DryRunImport : IQuestion<DryRun>
{
    public required ReceivedFile File { get; init; }
    public required ImportAnswers Answers { get; init; }

    /// <summary>With the refused rows as the file that people put right.</summary>
    public bool WithErrorFile { get; init; }

    internal sealed class Handler(GuanxiDb db, ImportFiles files, Texts texts) : IHandler<DryRunImport, DryRun>
    {
        public async Task<DryRun> Handle(DryRunImport request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var answers = request.Answers.Currency is null && firm.BaseCurrency.Length > 0 ? request.Answers with { Currency = firm.BaseCurrency } : request.Answers;
            var (source, survey) = (files.Open(request.File.StoredAs), request.File.Survey);
            var file = await new ImportChecker(db).Check(source, survey, answers, default, null, (_, _) => { }, ct);
            return new(file.Findings, request.WithErrorFile && file.File.Errors.Count > 0 ? ErrorFile.Of(source, survey, answers, file.File.Errors, request.File.FileName, texts) : null);
        }
    }
}

/// <param name="Errors">Null where no row is refused, or nobody asked.</param>
internal sealed record DryRun(ImportFindings Findings, ErrorFile? Errors);
