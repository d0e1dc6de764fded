namespace Guanxi.Service;

/// <summary>Complaints, as far as value and risk need them.</summary>
public sealed class ServiceModule : Module
{
    public override string Name => "service";
}
