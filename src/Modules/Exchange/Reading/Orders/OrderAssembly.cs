namespace Guanxi.Exchange.Reading;

/// <summary>Puts rows together to orders: by order number; without one, by customer and moment. An anonymous row without
/// a number is an order of its own.</summary>
internal static class OrderAssembly
{
    /// <param name="refusedNumbers">Orders of which a row was refused: they are loaded whole or not at all.</param>
    /// <param name="errors">Takes the errors of rows that are refused with their order.</param>
    public static List<OrderDraft> Assemble(IEnumerable<OrderLineRow> rows, IReadOnlySet<string> refusedNumbers, int? customerColumn, List<RowError> errors)
    {
        var orders = new List<OrderDraft>();
        var byNumber = new Dictionary<string, OrderDraft>(StringComparer.Ordinal);
        var byMoment = new Dictionary<(string Customer, SourceMoment At), OrderDraft>();
        OrderDraft? last = null;
        foreach (var row in rows)
        {
            OrderDraft? order = null;
            if (row.OrderNumber is not { } number)
            {
                if (row.Customer is not null) byMoment.TryGetValue((row.Customer.Key, row.At), out order);
            }
            else if (last is not null && last.Number == number) order = last;
            else byNumber.TryGetValue(number, out order);

            if (order is not null) order.Add(row);
            else
            {
                orders.Add(order = new(row));
                if (row.OrderNumber is not null) byNumber.Add(row.OrderNumber, order);
                else if (row.Customer is not null) byMoment.Add((row.Customer.Key, row.At), order);
            }

            last = order;
        }

        foreach (var number in refusedNumbers)
            if (byNumber.TryGetValue(number, out var order)) order.Refuse(RowErrorCodes.OrderRefused);
        foreach (var order in orders) Finish(order, customerColumn, errors);
        orders.RemoveAll(order => order.Refused is not null);
        return orders;
    }

    private static void Finish(OrderDraft order, int? customerColumn, List<RowError> errors)
    {
        if (order.Refused is { } code)
        {
            foreach (var line in order.Lines)
                errors.Add(RowError.Of(line.Line, code == RowErrorCodes.TwoCustomers ? customerColumn : null, code, order.Number));
            return;
        }

        foreach (var line in order.Lines) line.Customer = order.Customer;
    }
}
