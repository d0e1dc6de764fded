using System.CommandLine;
using System.Globalization;
using Guanxi.Exchange.Imports;

namespace Guanxi.Exchange.Commands;

/// <summary><c>import orders</c> and <c>import undo</c>.</summary>
internal static class ImportCommands
{
    public static Command Of(CommandHost host) => new("import", "Load files, and take them back") { Orders(host), Undo(host) };

    private static Command Orders(CommandHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file: CSV or any other delimited text, also packed with gzip" };
        var preset = new Option<string?>("--preset") { Description = "A built-in mapping: online-retail" };
        preset.AcceptOnlyFromAmong("online-retail");
        var columns = new Option<string?>("--columns") { Description = "customer=…,order=…,date=…,amount=…[,product=…,quantity=…,price=…,name=…,phone=…,email=…,currency=…]: header names or numbers from 1" };
        var dateFormat = new Option<string?>("--date-format") { Description = "How dates are written, e.g. yyyyMMdd or dd/MM/yyyy" };
        var decimals = new Option<string?>("--decimal") { Description = "The decimal sign, where the file doesn't tell: dot or comma" };
        decimals.AcceptOnlyFromAmong("dot", "comma");
        var currency = new Option<string?>("--currency") { Description = "Currency of amounts that name none, e.g. GBP" };
        var rate = new Option<string[]>("--rate") { Description = "Worth of one unit in the base currency, e.g. GBP=9.12" };
        var existing = new Option<string?>("--existing") { Description = "Orders that are there already: refuse (the default) or skip" };
        existing.AcceptOnlyFromAmong("refuse", "skip");
        var dryRun = new Option<bool>("--dry-run") { Description = "Check all rows and write nothing" };
        var command = new Command("orders", "Load orders with their customers and products") { file, preset, columns, dateFormat, decimals, currency, rate, existing, dryRun };
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
            DryRun = parsed.GetValue(dryRun),
        }, stop), (texts, done) => texts["exchange.command.imported", done.Rows, done.Orders, done.Returns, done.CustomersNew, done.AnonymousRows, done.Rejected, done.Net,
            done.ImportId?.ToString() ?? "-"], ct));
        return command;
    }

    private static Command Undo(CommandHost host)
    {
        var id = new Argument<string>("ID") { Description = "The import's id" };
        var command = new Command("undo", "Take a whole import back") { id };
        command.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => OrdersImport.Undo(services, parsed.GetRequiredValue(id), stop),
            (texts, gone) => texts["exchange.command.undone", gone.Orders, gone.Customers, gone.Products, gone.CustomersKept], ct));
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
    public bool DryRun { get; init; }

    /// <exception cref="RefusedException">A rate is not of the form GBP=9.12.</exception>
    public Dictionary<string, decimal> RatesByCurrency() => Rates.ToDictionary(rate => rate.Split('=')[0].Trim().ToUpperInvariant(), rate =>
    {
        var worth = 0m;
        Refuse.If(rate.Split('=') is not [_, var number] || !decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out worth) || worth <= 0, "exchange.rate.not_understood", rate);
        return worth;
    });
}
