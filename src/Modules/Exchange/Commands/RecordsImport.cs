using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Exchange.Commands;

/// <summary>The same use-cases as the pages' for a file of records, one after the other.</summary>
internal static class RecordsImport
{
    public static Task<Outcome<ImportedRecords>> Run(IServiceProvider services, RecordsToImport wanted, CancellationToken ct) => OrdersImport.Refusals(async () =>
    {
        var (door, texts) = (new CommandDoor(services, ct), services.GetRequiredService<Texts>());
        Refuse.If(!wanted.File.Exists, "exchange.file.not_there", wanted.File.FullName);
        RefusedRows.MakeSureOf(wanted.Errors, wanted.File);
        ReceivedFile received;
        await using (var content = wanted.File.OpenRead()) received = await door.Ask(new ReceiveImportFile { Content = content, FileName = wanted.File.Name });
        var kept = false;
        try
        {
            var dry = await door.Ask(new DryRunRecords { File = received, Kind = wanted.Kind, Wanted = wanted.Answers, WithErrorFile = wanted.Errors is not null });
            if (dry.Errors is { } file) await File.WriteAllBytesAsync(wanted.Errors!.FullName, file.Content, CancellationToken.None);
            var told = RefusedRows.Of(dry.Findings, received.Survey, dry.Errors is null ? null : wanted.Errors!.FullName, texts);
            told.Tell(texts, dry.Findings.Summary.RejectedRows, wanted.Tell);
            try
            {
                dry.Findings.RefuseUnlessLoadable();
            }
            catch (RefusedException refused)
            {
                return Outcome<ImportedRecords>.Refused(refused.Code, refused.Args, details: told);
            }

            if (!wanted.Yes) return Outcome<ImportedRecords>.Done(ImportedRecords.Of(null, dry.Findings, told));
            var id = await door.Do(new StartImport { File = received, Kind = wanted.Kind });
            kept = true;
            var written = await Load(door, id, dry.Answers, services);
            return Outcome<ImportedRecords>.Done(ImportedRecords.Of(id, written, told));
        }
        finally
        {
            if (!kept) services.GetRequiredService<ImportFiles>().Remove(received.StoredAs);
        }
    }, "exchange.import.cancelled", ct);

    private static async Task<RecordFindings> Load(CommandDoor door, Id<Import> id, ImportAnswers answers, IServiceProvider services)
    {
        try
        {
            if (answers.Subject is { } subject) await door.Do(new AnswerImport { ImportId = id, Subject = subject });
            await door.Do(new AnswerImport
            {
                ImportId = id, Columns = answers.Columns, Fields = answers.Fields, DateOrder = answers.DateOrder, DateFormat = answers.DateFormat, DecimalSign = answers.DecimalSign,
            });
            await door.Finish(await door.Do(new WriteImport { ImportId = id, WithoutWaiting = true }));
        }
        finally
        {
            // Where nothing came of it, nothing stays of it. What is loaded can't be discarded, and this is refused.
            await door.Try(new DiscardImport { ImportId = id });
        }

        // It is loaded: a late Ctrl+C changes nothing of that.
        return (await new CommandDoor(services, CancellationToken.None).Ask(new ImportDetails { ImportId = id, PreviewRows = 0 })).Records!.Receipt!.Written;
    }
}

/// <summary>What a command for records was asked.</summary>
internal sealed record RecordsToImport
{
    public required string Kind { get; init; }
    public required FileInfo File { get; init; }
    public required WantedRecords Answers { get; init; }

    /// <summary>Where to write the refused rows; null to leave it.</summary>
    public FileInfo? Errors { get; init; }

    /// <summary>Loads; else all is checked only.</summary>
    public bool Yes { get; init; }

    /// <summary>Says a line to a person at the console.</summary>
    public required Action<string> Tell { get; init; }
}

/// <summary>What a command for records says.</summary>
internal sealed record ImportedRecords
{
    /// <summary>Null where all was checked only.</summary>
    public required Id<Import>? ImportId { get; init; }
    public required int Rows { get; init; }

    /// <summary>Rows that are loaded, or would be.</summary>
    public required int Loaded { get; init; }

    /// <summary>Rows of records that are there already.</summary>
    public required int There { get; init; }
    public required int Rejected { get; init; }
    public required int Customers { get; init; }

    /// <summary>The first refused rows.</summary>
    public required IReadOnlyList<RefusedRow> Errors { get; init; }

    /// <summary>The file with all refused rows; null where none was asked for, or no row is refused.</summary>
    public required string? ErrorsFile { get; init; }

    public static ImportedRecords Of(Id<Import>? id, RecordFindings findings, RefusedRows refused) => new()
    {
        ImportId = id, Rows = findings.Summary.Rows, Loaded = findings.Summary.NewRows, There = findings.Summary.SkippedRows, Rejected = findings.Summary.RejectedRows, Customers = findings.Customers,
        Errors = refused.Errors, ErrorsFile = refused.ErrorsFile,
    };
}
