namespace Guanxi.Service;

/// <summary>Rights over complaints.</summary>
public static class ServiceRights
{
    public const string Read = "service.read";
    public const string Edit = "service.edit";

    /// <summary>Agrees to what a solution costs, within one's own authority, and decides about objections.</summary>
    public const string Approve = "service.approve";

    /// <summary>Sets limits, causes, gifts and authority, and answers for corrective actions.</summary>
    public const string Plan = "service.plan";
}
