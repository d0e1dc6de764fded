namespace Guanxi.Value;

/// <summary>What each relationship is worth: writes every customer's dated standing.</summary>
public sealed class ValueModule : Module
{
    public override string Name => "value";
}
