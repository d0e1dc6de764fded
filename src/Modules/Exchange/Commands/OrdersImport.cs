using System.Globalization;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Exchange.Commands;

/// <summary>The same use-cases as the pages', one after the other.</summary>
internal static class OrdersImport
{
    private static readonly string[] Options = ["exchange.date_order.missing", "exchange.decimal_sign.missing", "exchange.rate.missing", "exchange.currency.missing"];

    public static Task<Outcome<ImportedOrders>> Run(IServiceProvider services, OrdersToImport wanted, CancellationToken ct) => Refusals(async () =>
    {
        var door = new CommandDoor(services, ct);
        Refuse.If(!wanted.File.Exists, "exchange.file.not_there", wanted.File.FullName);
        ReceivedFile received;
        await using (var content = wanted.File.OpenRead()) received = await door.Ask(new ReceiveImportFile { Content = content, FileName = wanted.File.Name });
        if (wanted.DryRun)
        {
            try
            {
                return ImportedOrders.Of(null, await door.Ask(new DryRunImport { File = received, Answers = Answers(received.Survey, wanted) }));
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
        catch (RefusedException)
        {
            // Nothing came of it: nothing stays of it.
            await door.Try(new DiscardImport { ImportId = id });
            throw;
        }

        return ImportedOrders.Of(id, (await door.Ask(new ImportDetails { ImportId = id, PreviewRows = 0 })).Receipt!.Written);
    });

    public static Task<Outcome<Removed>> Undo(IServiceProvider services, string id, CancellationToken ct) => Refusals(async () =>
    {
        var door = new CommandDoor(services, ct);
        Refuse.If(!Id<Import>.TryParse(id, null, out var importId), "exchange.import.not_found");
        await door.Finish(await door.Do(new UndoImport { ImportId = importId }));
        return (await door.Ask(new ImportDetails { ImportId = importId, PreviewRows = 0 })).Receipt!.Undone!;
    });

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

    /// <summary>Several knocks, one outcome: the first refusal ends it.</summary>
    private static async Task<Outcome<T>> Refusals<T>(Func<Task<T>> work)
    {
        try
        {
            return Outcome<T>.Done(await work());
        }
        catch (RefusedException refused)
        {
            // Here the answer is an option, not a field on a page.
            return Outcome<T>.Refused(Array.Exists(Options, code => code == refused.Code) ? refused.Code + "_option" : refused.Code, refused.Args);
        }
    }
}

/// <summary>What <c>import orders</c> says.</summary>
internal sealed record ImportedOrders
{
    /// <summary>Null for a dry run.</summary>
    public required Id<Import>? ImportId { get; init; }
    public required int Rows { get; init; }

    /// <summary>Documents, without those that only bring goods back.</summary>
    public required int Orders { get; init; }

    /// <summary>Lines of goods brought back.</summary>
    public required int Returns { get; init; }
    public required int CustomersNew { get; init; }
    public required int AnonymousRows { get; init; }
    public required int Rejected { get; init; }

    /// <summary>Sum of all accepted lines; with several currencies, each with its code.</summary>
    public required string Net { get; init; }

    public static ImportedOrders Of(Id<Import>? id, ImportFindings findings)
    {
        var summary = findings.Summary;
        var totals = summary.Totals.Select(total => (total.Currency, new Money(total.NetMinor, total.Currency).Amount)).ToList();
        return new()
        {
            ImportId = id, Rows = summary.Rows, Orders = summary.Orders, Returns = summary.ReturnRows, CustomersNew = findings.CustomersNew, AnonymousRows = summary.AnonymousRows,
            Rejected = summary.RejectedRows,
            Net = totals.Count switch
            {
                0 => "0",
                1 => totals[0].Amount.ToString(CultureInfo.InvariantCulture),
                _ => string.Join(' ', totals.Select(total => string.Create(CultureInfo.InvariantCulture, $"{total.Amount} {total.Currency}"))),
            },
        };
    }
}
