namespace Guanxi.Value;

/// <summary>Every customer's standing of a day was written.</summary>
public sealed record InsightRan(DateOnly AsOf, int Customers);
