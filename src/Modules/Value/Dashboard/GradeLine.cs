namespace Guanxi.Value.Dashboard;

/// <summary>One layer of the pyramid, or one stage of the lifecycle, as the dashboard counts it.</summary>
/// <param name="Key"><c>major</c> … <c>small</c>, or <c>acquisition</c> … <c>lost</c>.</param>
/// <param name="Customers">How many are in it.</param>
/// <param name="ValueMinor">Their total value, minor units of the base currency.</param>
/// <param name="RiskMinor">Their money at risk, minor units of the base currency.</param>
/// <param name="Before">How many were in it at the evaluation before; null at the first.</param>
public sealed record GradeLine(string Key, long Customers, long ValueMinor, long RiskMinor, long? Before);
