namespace Guanxi.Service;

/// <summary>Rights over complaints.</summary>
public static class ServiceRights
{
    public const string Read = "service.read";
    public const string Edit = "service.edit";
}
