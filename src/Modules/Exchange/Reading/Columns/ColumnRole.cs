namespace Guanxi.Exchange.Reading;

/// <summary>What a column of an order file says.</summary>
internal enum ColumnRole
{
    CustomerCode, CustomerName, Phone, Email,
    OrderNumber, OrderedAt, Amount, Currency,
    ProductCode, ProductName, Quantity, UnitPrice,
    Country, Note,
    Province, City, Address,
}
