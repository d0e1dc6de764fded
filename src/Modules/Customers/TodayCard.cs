namespace Guanxi.Customers;

/// <summary>A part that a module puts on the page for today, below the figures. Registered in the module's <c>Add</c> as a singleton.</summary>
/// <param name="Component">A Razor component without parameters; shows nothing where there is nothing to react to.</param>
/// <param name="Order">Lower comes first.</param>
/// <param name="Right">Who sees it.</param>
public sealed record TodayCard(Type Component, int Order, string Right);
