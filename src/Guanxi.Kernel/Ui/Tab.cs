namespace Guanxi.Ui;

/// <summary>One of several pages beside each other.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Text">Its name for people.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Count">How many entries it holds, where that is known.</param>
public sealed record Tab(string Key, string Text, string Url, long? Count = null);
