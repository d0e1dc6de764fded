using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Exchange.Commands;

/// <summary>The same use-cases as the pages', one after the other.</summary>
internal static class OrdersImport
{
    private const string NothingToLoad = "exchange.import.nothing_to_load";

    private static readonly string[] Options = ["exchange.date_order.missing", "exchange.decimal_sign.missing", "exchange.rate.missing", "exchange.currency.missing"];

    public static Task<Outcome<ImportedOrders>> Run(IServiceProvider services, OrdersToImport wanted, CancellationToken ct) => Refusals(async () =>
    {
        var (door, texts) = (new CommandDoor(services, ct), services.GetRequiredService<Texts>());
        Refuse.If(!wanted.File.Exists, "exchange.file.not_there", wanted.File.FullName);
        RefusedRows.MakeSureOf(wanted.Errors, wanted.File);
        ReceivedFile received;
        await using (var content = wanted.File.OpenRead()) received = await door.Ask(new ReceiveImportFile { Content = content, FileName = wanted.File.Name });
        if (wanted.DryRun)
        {
            try
            {
                var dry = await Dry();
                var told = await Tell(dry.Findings, dry.Errors);
                try
                {
                    dry.Findings.RefuseUnlessLoadable();
                }
                catch (RefusedException refused)
                {
                    return Outcome<ImportedOrders>.Refused(AsOption(refused.Code), refused.Args, details: told);
                }
                return Outcome<ImportedOrders>.Done(ImportedOrders.Of(null, dry.Findings, told));
            }
            finally
            {
                services.GetRequiredService<ImportFiles>().Remove(received.StoredAs);
            }
        }

        var id = await door.Do(new StartImport { File = received });
        try
        {
            await door.Do(Answer(id, received.Survey, wanted));
            await door.Finish(await door.Do(new WriteImport { ImportId = id, WithoutWaiting = true }));
        }
        catch (RefusedException refused)
        {
            // Every row was wrong: which ones first, and why, is found by looking again.
            if (refused.Code != NothingToLoad) throw;
            var dry = await Dry();
            return Outcome<ImportedOrders>.Refused(refused.Code, refused.Args, details: await Tell(dry.Findings, dry.Errors));
        }
        finally
        {
            // Where nothing came of it, nothing stays of it. What is loaded can't be discarded, and this is refused.
            await door.Try(new DiscardImport { ImportId = id });
        }

        // It is loaded: a late Ctrl+C changes nothing of that.
        var after = new CommandDoor(services, CancellationToken.None);
        var written = (await after.Ask(new ImportDetails { ImportId = id, PreviewRows = 0 })).Receipt!.Written;
        var errors = wanted.Errors is not null && written.Summary.RejectedRows > 0 ? await after.Ask(new ImportErrorFile { ImportId = id }) : null;
        return Outcome<ImportedOrders>.Done(ImportedOrders.Of(id, written, await Tell(written, errors)));

        Task<DryRun> Dry() => door.Ask(new DryRunImport { File = received, Answers = Answers(received.Survey, wanted), WithErrorFile = wanted.Errors is not null, Anyway = true });

        async Task<RefusedRows> Tell(ImportFindings findings, ErrorFile? file)
        {
            if (file is not null) await File.WriteAllBytesAsync(wanted.Errors!.FullName, file.Content, CancellationToken.None);
            var refused = RefusedRows.Of(findings, received.Survey, file is null ? null : wanted.Errors!.FullName, texts);
            refused.Tell(texts, findings.Summary.RejectedRows, wanted.Tell);
            return refused;
        }
    }, "exchange.import.cancelled", ct);

    public static Task<Outcome<UndoneImport>> Undo(IServiceProvider services, string id, CancellationToken ct) => Refusals(async () =>
    {
        var door = new CommandDoor(services, ct);
        Refuse.If(!Id<Import>.TryParse(id, null, out var importId), "exchange.import.not_found");
        await door.Finish(await door.Do(new UndoImport { ImportId = importId }));
        var view = await door.Ask(new ImportDetails { ImportId = importId, PreviewRows = 0 });
        return Outcome<UndoneImport>.Done(UndoneImport.Of(view));
    }, "exchange.import.undo_cancelled", ct);

    private static AnswerImport Answer(Id<Import> id, FileSurvey survey, OrdersToImport wanted)
    {
        var answers = Answers(survey, wanted);
        return new()
        {
            ImportId = id, Columns = answers.Columns, Preset = answers.Preset, DateFormat = answers.DateFormat, DecimalSign = answers.DecimalSign, Currency = answers.Currency,
            Existing = answers.Existing, Rates = answers.Rates,
        };
    }

    private static ImportAnswers Answers(FileSurvey survey, OrdersToImport wanted)
    {
        var suggested = ImportAnswers.Suggested(survey, "");
        var preset = wanted.Preset is not null ? OrderPreset.OnlineRetail : wanted.Columns is not null ? OrderPreset.Generic : suggested.Preset;
        return suggested with
        {
            Preset = preset,
            Columns = wanted.Columns is { } columns ? new(Unreadable.Refused(() => ColumnMapping.Parse(columns, survey.Header, survey.Columns.Count)).Columns) : suggested.Columns,
            DateFormat = wanted.DateFormat,
            DecimalSign = wanted.Decimal switch { "dot" => DecimalSign.Dot, "comma" => DecimalSign.Comma, _ => null },
            Currency = wanted.Currency?.ToUpperInvariant() ?? (preset == OrderPreset.OnlineRetail ? "GBP" : null),
            Existing = wanted.Existing,
            Rates = wanted.RatesByCurrency(),
        };
    }

    // Here the answer is an option, not a field on a page.
    private static string AsOption(string code) => Array.Exists(Options, option => option == code) ? code + "_option" : code;

    /// <summary>Several knocks, one outcome: the first refusal ends it, and so does Ctrl+C.</summary>
    internal static async Task<Outcome<T>> Refusals<T>(Func<Task<Outcome<T>>> work, string cancelled, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (RefusedException refused)
        {
            return Outcome<T>.Refused(AsOption(refused.Code), refused.Args);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Outcome<T>.Refused(cancelled);
        }
    }
}
