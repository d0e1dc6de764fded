using System.Text.Json.Serialization;
using Guanxi.Exchange.Imports;

namespace Guanxi.Exchange.Commands;

/// <summary>What <c>import undo</c> took back: orders with what came with them, or records.</summary>
internal sealed record UndoneImport
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? Orders { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? AnonymousLines { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? Customers { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? Products { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? CustomersKept { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? ProductsKept { get; init; }

    /// <summary>Complaints, requests, contacts or answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? Records { get; init; }

    /// <summary>Of these, those that stay because people worked on them since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? RecordsKept { get; init; }

    public static UndoneImport Of(ImportView view) => view.Records?.Receipt?.Undone is { } records ? new() { Records = records.Records, RecordsKept = records.Kept }
        : view.Receipt!.Undone is { } gone ? new() { Orders = gone.Orders, AnonymousLines = gone.AnonymousLines, Customers = gone.Customers, Products = gone.Products, CustomersKept = gone.CustomersKept, ProductsKept = gone.ProductsKept } : new();

    public string InWords(Texts texts) => Records is { } records ? texts["exchange.command.undone_records", records, RecordsKept] : texts["exchange.command.undone", Orders, Customers, Products, CustomersKept];
}
