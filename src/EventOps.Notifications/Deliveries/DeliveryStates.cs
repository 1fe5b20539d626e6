namespace EventOps.Notifications.Deliveries;

/// <summary>What a delivery can be. These names are on disk.</summary>
public static class DeliveryStates
{
    public const string Pending = "pending";

    public const string Delivered = "delivered";

    /// <summary>Every attempt failed, or the sink said that it is gone.</summary>
    public const string Dead = "dead";

    /// <summary>The subscription was disabled or deleted before it arrived.</summary>
    public const string Disabled = "disabled";

    /// <summary>Another delivery says it, or there was nothing left to say.</summary>
    public const string Merged = "merged";
}
