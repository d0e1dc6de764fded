namespace Guanxi.Tests.Evidence;

/// <summary>A customer whose truth is known, because he was drawn: when he buys, what he pays, and when he is gone.</summary>
/// <param name="Rate">Purchases a day while he is there.</param>
/// <param name="GoneAt">Days after the first purchase; infinity for who never leaves.</param>
/// <param name="Purchases">Days after the first purchase, that one (0) included, and minor units; one a day.</param>
internal sealed record DrawnCustomer(double Rate, double GoneAt, IReadOnlyList<(int Day, long Minor)> Purchases);
