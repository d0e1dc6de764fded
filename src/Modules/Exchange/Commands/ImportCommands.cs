using System.CommandLine;
using System.Globalization;
using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Commands;

/// <summary><c>import orders</c>, one for each kind of records, and <c>import undo</c>.</summary>
internal static class ImportCommands
{
    public static Command Of(CommandHost host)
    {
        var command = new Command("import") { Orders(host), Undo(host) };
        foreach (var kind in RecordKinds.All) command.Add(Records(host, kind));
        return command;
    }

    private static Command Orders(CommandHost host)
    {
        var file = new Argument<FileInfo>("FILE");
        var preset = new Option<string?>("--preset");
        preset.AcceptOnlyFromAmong("online-retail");
        var (columns, dateFormat, currency) = (new Option<string?>("--columns"), new Option<string?>("--date-format"), new Option<string?>("--currency"));
        var decimals = new Option<string?>("--decimal");
        decimals.AcceptOnlyFromAmong("dot", "comma");
        var rate = new Option<string[]>("--rate");
        var existing = new Option<string?>("--existing");
        existing.AcceptOnlyFromAmong("refuse", "skip");
        var (errors, dryRun) = (new Option<FileInfo?>("--errors"), new Option<bool>("--dry-run"));
        var command = new Command("orders") { file, preset, columns, dateFormat, decimals, currency, rate, existing, errors, dryRun };
        command.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => OrdersImport.Run(services, new()
        {
            File = parsed.GetRequiredValue(file),
            Preset = parsed.GetValue(preset),
            Columns = parsed.GetValue(columns),
            DateFormat = parsed.GetValue(dateFormat),
            Decimal = parsed.GetValue(decimals),
            Currency = parsed.GetValue(currency),
            Rates = parsed.GetValue(rate) ?? [],
            Existing = parsed.GetValue(existing) == "skip" ? ExistingOrders.Skip : ExistingOrders.Refuse,
            Errors = parsed.GetValue(errors),
            DryRun = parsed.GetValue(dryRun),
            Tell = parsed.GetValue(CommandHost.Json) ? _ => { }
            : Console.Error.WriteLine,
        }, stop), (texts, done) => texts["exchange.command.imported", done.Rows, done.Orders, done.Returns, done.CustomersNew, done.AnonymousRows, done.Rejected, done.NetInWords,
            done.ImportId?.ToString() ?? "-"], ct));
        return command;
    }

    private static Command Undo(CommandHost host)
    {
        var id = new Argument<string>("ID");
        var command = new Command("undo") { id };
        command.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => OrdersImport.Undo(services, parsed.GetRequiredValue(id), stop),
            (texts, gone) => gone.InWords(texts), ct));
        return command;
    }

    private static Command Records(CommandHost host, string kind)
    {
        var file = new Argument<FileInfo>("FILE");
        var (columns, dateFormat, subject) = (new Option<string?>("--columns"), new Option<string?>("--date-format"), new Option<string?>("--survey"));
        var decimals = new Option<string?>("--decimal");
        decimals.AcceptOnlyFromAmong("dot", "comma");
        var (errors, yes) = (new Option<FileInfo?>("--errors"), new Option<bool>("--yes"));
        var command = new Command(kind) { file, columns, dateFormat, decimals, errors, yes };
        if (kind == RecordKinds.Answers) command.Add(subject);
        command.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => RecordsImport.Run(services, new()
        {
            Kind = kind,
            File = parsed.GetRequiredValue(file),
            Answers = new()
            {
                Columns = parsed.GetValue(columns), DateFormat = parsed.GetValue(dateFormat), DecimalSign = parsed.GetValue(decimals) switch { "dot" => DecimalSign.Dot, "comma" => DecimalSign.Comma, _ => null },
                Subject = kind == RecordKinds.Answers ? parsed.GetValue(subject) : null,
            },
            Errors = parsed.GetValue(errors),
            Yes = parsed.GetValue(yes),
            Tell = parsed.GetValue(CommandHost.Json) ? _ => { }
            : Console.Error.WriteLine,
        }, stop), (texts, done) => texts[done.ImportId is null ? "exchange.command.checked_records" : "exchange.command.imported_records", done.Rows, done.Loaded, done.There, done.Rejected, done.ImportId?.ToString() ?? "-"], ct));
        return command;
    }
}

/// <summary>What <c>import orders</c> was asked.</summary>
internal sealed record OrdersToImport
{
    public required FileInfo File { get; init; }
    public string? Preset { get; init; }
    public string? Columns { get; init; }
    public string? DateFormat { get; init; }
    public string? Decimal { get; init; }
    public string? Currency { get; init; }
    public IReadOnlyList<string> Rates { get; init; } = [];
    public ExistingOrders Existing { get; init; }

    /// <summary>Where to write the refused rows; null to leave it.</summary>
    public FileInfo? Errors { get; init; }
    public bool DryRun { get; init; }

    /// <summary>Says a line to a person at the console.</summary>
    public required Action<string> Tell { get; init; }

    /// <exception cref="RefusedException">A rate is not of the form GBP=9.12.</exception>
    public Dictionary<string, decimal> RatesByCurrency() => Rates.ToDictionary(rate => rate.Split('=')[0].Trim().ToUpperInvariant(), rate =>
    {
        var worth = 0m;
        Refuse.If(rate.Split('=') is not [_, var number] || !decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out worth) || worth <= 0, "exchange.rate.not_understood", rate);
        return worth;
    });
}
