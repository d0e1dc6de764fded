using System.Globalization;
using Guanxi.Customers;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Sales;

namespace Guanxi.Exchange.Writing;

/// <summary>All that an import writes, step by step: products, then each customer with its orders, then anonymous lines.
/// In order of first appearance in the file, so that new rows come in order of their keys.</summary>
internal sealed class WritePlan
{
    private readonly CheckedFile file;
    private readonly Id<Import> importId;
    private readonly Actor actor;
    private readonly TimeZoneInfo zone;
    private readonly DateTimeOffset at;
    private readonly IdRun ids;
    private readonly List<OrderDraft> anonymous;
    private readonly int firstProduct, firstOrder, firstAnonymous;
    private readonly Dictionary<OrderLineRow, (int Order, int LineNo)> purchases = [];

    public WritePlan(CheckedFile file, Id<Import> importId, long firstId, DateTimeOffset at, Actor actor, TimeZoneInfo zone)
    {
        (this.file, this.importId, this.actor, this.zone, this.at) = (file, importId, actor, zone, at);
        ids = new(firstId);
        anonymous = [.. file.File.Orders.Where(order => order.Customer is null)];
        firstProduct = file.Customers.Count;
        firstOrder = firstProduct + file.Products.Count;
        firstAnonymous = firstOrder + file.File.Orders.Count - anonymous.Count;
        FindPurchases();
    }

    /// <summary>How many ids a file needs.</summary>
    public static int Ids(CheckedFile file) => file.Customers.Count + file.Products.Count + file.File.Orders.Count + file.File.Summary.AnonymousRows;

    public long Steps => file.Products.Count + file.Customers.Count + file.File.Orders.Count - anonymous.Count + file.File.Orders.Sum(order => (long)order.Lines.Count);

    public IEnumerable<Slot> Slots()
    {
        foreach (var product in file.Products.Values)
            yield return IdOf(product) is var id && (product.Known is null || product.Known.Value.Value == ids[firstProduct + product.Number])
                ? Slot.Of(SlotKind.Product, [0L, id, 0, product.Code, product.Name, importId.Value]) : Slot.Nothing;

        var number = 0;
        foreach (var customer in file.Customers)
        {
            var id = IdOf(customer);
            yield return id == ids[customer.Number] ? Slot.Of(Customer(customer, id)) : Slot.Nothing;
            foreach (var order in customer.Orders)
            {
                var orderId = ids[firstOrder + number++];
                yield return Slot.Of(SlotKind.Order, Order(order, id, orderId));
                for (var line = 0; line < order.Lines.Count; line++) yield return Slot.Of(SlotKind.Line, Line(order.Lines[line], id, orderId, line + 1));
            }
        }

        number = 0;
        foreach (var order in anonymous)
            foreach (var line in order.Lines) yield return Slot.Of(SlotKind.AnonymousLine, AnonymousLine(order, line, ids[firstAnonymous + number++]));
    }

    /// <summary>The findings with this import's own rows counted as new, also those that an earlier run wrote and the check now knows.</summary>
    public ImportFindings Counted(ImportFindings findings)
    {
        var known = file.Customers.Where(customer => IdOf(customer) != ids[customer.Number]).Select(IdOf).ToList();
        var productsNew = file.Products.Values.Count(product => IdOf(product) == ids[firstProduct + product.Number]);
        return findings with
        {
            CustomersNew = file.Customers.Count - known.Count,
            CustomersKnown = known.Distinct().Count(),
            ProductsNew = productsNew,
            ProductsKnown = file.Products.Count - productsNew,
        };
    }

    private long IdOf(PlannedCustomer customer) => customer.Known?.Value ?? ids[customer.Number];

    private long IdOf(PlannedProduct product) => product.Known?.Value ?? ids[firstProduct + product.Number];

    private NewCustomer Customer(PlannedCustomer customer, long id)
    {
        var words = customer.Words;
        var country = CountryNames.Code(customer.Country);
        var code = ContactMark.CodeOf(words) ?? string.Create(CultureInfo.InvariantCulture, $"I{id}");
        return new()
        {
            Id = id,
            Code = code,
            Kind = OrganisationNames.IsOne(words.Name) ? CustomerKind.Organisation : CustomerKind.Individual,
            Name = words.Name ?? words.Code ?? words.Phone ?? words.Email ?? code,
            Phone = ContactKey.OfPhone(words.Phone, country) ?? words.Phone,
            Email = words.Email,
            Country = country ?? customer.Country,
            Province = words.Place?.Province,
            City = words.Place?.City,
            Address = words.Place?.Address,
            Source = "import",
            OwnerId = actor.Scope == Scope.Own ? actor.Id.Value : null,
            UnitId = actor.HomeUnit?.Value,
            ImportId = importId.Value,
            CreatedAt = at,
        };
    }

    private object?[] Order(OrderDraft order, long customer, long id) =>
    [
        0L, customer, id, 0, OrderNumbers.Of(order), KindOf(order), order.At.ToUtc(zone), BusinessDay.Of(order.At, zone), order.AmountMinor, order.Currency, actor.HomeUnit?.Value, importId.Value,
    ];

    private object?[] Line(OrderLineRow line, long customer, long order, int lineNo)
    {
        var (returnOf, returnOfLine) = ReturnOf(line);
        return
        [
            customer, order, lineNo, ProductOf(line), Description(line), line.Kind.ToString(), Quantity.Milli(line.Quantity), Quantity.Micro(line.UnitPrice), line.AmountMinor,
            returnOf, returnOfLine,
        ];
    }

    private object?[] AnonymousLine(OrderDraft order, OrderLineRow line, long id) =>
    [
        0L, id, OrderNumbers.Of(order), line.Kind.ToString(), line.At.ToUtc(zone), BusinessDay.Of(line.At, zone), ProductOf(line), Description(line),
        Quantity.Milli(line.Quantity), Quantity.Micro(line.UnitPrice), line.AmountMinor, line.Currency, importId.Value,
    ];

    private static string KindOf(OrderDraft order) =>
        (order.IsReturn ? OrderKind.Return : order.Lines.Exists(line => line.Kind == LineKind.Sale) ? OrderKind.Sale : OrderKind.Adjustment).ToString();

    private long? ProductOf(OrderLineRow line) => PlannedProduct.CodeOf(line) is { } code ? IdOf(file.Products[code]) : null;

    /// <summary>What the row says beyond its product's name.</summary>
    private string? Description(OrderLineRow line)
    {
        var name = PlannedProduct.CodeOf(line) is { } code && file.Products[code].Name == line.ProductName ? null : line.ProductName;
        var text = (name, line.Note) switch { (null, var note) => note, (var said, null) => said, var (said, note) => $"{said} · {note}" };
        return text is { Length: > 300 } ? text[..300] : text;
    }

    private (object?, object?) ReturnOf(OrderLineRow line)
    {
        if (!file.ReturnOf.TryGetValue(line, out var purchase)) return (null, null);
        if (purchase.Earlier is { } earlier) return (earlier.OrderId, earlier.LineNo);
        var (order, lineNo) = purchases[purchase.Line!];
        return (ids[firstOrder + order], lineNo);
    }

    private void FindPurchases()
    {
        var wanted = file.ReturnOf.Values.Select(purchase => purchase.Line).OfType<OrderLineRow>().ToHashSet();
        var number = 0;
        foreach (var order in file.Customers.SelectMany(customer => customer.Orders))
        {
            for (var line = 0; line < order.Lines.Count; line++)
                if (wanted.Contains(order.Lines[line])) purchases[order.Lines[line]] = (number, line + 1);
            number++;
        }
    }
}
